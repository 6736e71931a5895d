using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.NgsiV2;
using Samanvay.Adapters.Places;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.NgsiV2;

public sealed class NgsiV2ReaderTests
{
    private static Reading Read(string text) => NgsiV2Reader.Read(Arrival.Of(text, "application/json"));

    [Fact]
    public void A_normalised_attribute_tells_value_unit_and_time()
    {
        var seen = Read("""
            {"subscriptionId":"s","data":[{"id":"gauge-1","type":"WaterObserved","level":{"type":"Number","value":2.4,
            "metadata":{"unitCode":{"type":"Text","value":"MTR"},
            "TimeInstant":{"type":"DateTime","value":"2026-07-01T05:58:00Z"}}}}]}
            """).Only<EntityReport>().Observations.ShouldHaveSingleItem();

        seen.ShouldSatisfyAllConditions(
            _ => seen.Value.ShouldBe(2.4m), _ => seen.Unit.ShouldBe("m"), _ => seen.Device.ShouldBe("gauge-1"),
            _ => seen.Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58)));
    }

    [Fact]
    public void A_simple_place_is_latitude_first_and_geojson_longitude_first()
    {
        Read("""{"id":"a","location":{"type":"geo:point","value":"18.5, 73.8"}}""").Only<EntityReport>()
            .Location!.Point.ShouldBe(new GeoPoint(18.5, 73.8));
        Read("""{"id":"a","location":{"type":"geo:json","value":{"type":"Point","coordinates":[73.8,18.5]}}}""")
            .Only<EntityReport>().Location!.Point.ShouldBe(new GeoPoint(18.5, 73.8));
    }

    [Fact]
    public void Without_any_time_it_is_when_it_arrived() =>
        Read("""{"id":"a","level":2.4}""").Only<EntityReport>().Observations[0]
            .ShouldSatisfyAllConditions(
                seen => seen.Time.ShouldBe(Arrival.At), seen => seen.Basis.ShouldBe(TimeBasis.Arrived));

    [Theory]
    [InlineData("""{"id":"a b"}""", "/id")]
    [InlineData("""{"id":"a#b"}""", "/id")]
    [InlineData("""{"level":1}""", "/id")]
    [InlineData("""{"id":"a","p":{"type":"geo:point","value":"95,10"}}""", "/p/value")]
    [InlineData("""{"subscriptionId":"s","data":{}}""", "/data")]
    public void What_is_no_entity_is_refused_with_its_place(string text, string place) =>
        Read(text).Refused().Place.ShouldBe(place);
}
