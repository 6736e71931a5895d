using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Iudx;
using Samanvay.Adapters.Places;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Iudx;

public sealed class IudxReaderTests
{
    private static Reading Read(string text) => IudxReader.Read(Arrival.Of(text, "application/json"));

    [Fact]
    public void A_flat_message_tells_its_numbers_at_its_own_time()
    {
        var report = Read("""
            {"id":"iudx.example/rs/pune-env-flood/FWR055","observationDateTime":"2026-07-01T11:28:00+05:30",
            "currentLevel":32.5,"stationName":"Bridge","location":{"type":"Point","coordinates":[73.85,18.52]}}
            """).Only<EntityReport>();

        report.Location!.Point.ShouldBe(new GeoPoint(18.52, 73.85));
        report.Observations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            seen => seen.Property.ShouldBe("currentLevel"),
            seen => seen.Value.ShouldBe(32.5m),
            seen => seen.Unit.ShouldBeNull(),
            seen => seen.Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58)));
    }

    [Fact]
    public void A_value_over_a_period_is_named_by_its_kind_and_one_of_the_moment_is_not()
    {
        var report = Read("""
            {"id":"a","observationDateTime":"2026-07-01T05:58:00Z","pm2p5":{"avgOverTime":61.5,"maxOverTime":null},
            "co2":{"instValue":410}}
            """).Only<EntityReport>();

        report.Observations.Select(seen => (seen.Property, seen.Value))
            .ShouldBe([("pm2p5.avgOverTime", 61.5m), ("co2", 410m)]);
    }

    [Theory]
    [InlineData("""{"id":"a","observationDateTime":"2026-07-01T05:58:00"}""", "/observationDateTime")]
    [InlineData("""{"id":"a"}""", "/observationDateTime")]
    [InlineData("""{"observationDateTime":"2026-07-01T05:58:00Z"}""", "/id")]
    [InlineData("[1]", "/0")]
    public void What_names_no_resource_or_no_time_is_refused(string text, string place) =>
        Read(text).Refused().Place.ShouldBe(place);

    [Fact]
    public void Where_the_ambulances_of_a_city_were_is_read_whole()
    {
        var reading = Recorded("iudx_bengaluru_ambulance", "bengaluruAmb_first.json");

        reading.Refusals.ShouldBeEmpty();
        reading.Items.Length.ShouldBe(666);
        reading.Items.OfType<EntityReport>().ShouldAllBe(report => report.Location != null);
    }

    [Fact]
    public void The_readings_that_a_city_sent_twice_have_the_same_names()
    {
        var reading = Recorded("iudx_pune_aqm", "puneAQM_2022.json");

        reading.Refusals.ShouldBeEmpty();
        var names = reading.Items.Select(item => item.Key).ToList();
        (names.Count - names.Distinct().Count()).ShouldBe(152);
    }

    private static Reading Recorded(params string[] path)
    {
        var bytes = File.ReadAllBytes(SharedFolder.Require(["data", .. path]));
        return IudxReader.Read(new Incoming(bytes, "application/json", Arrival.At)
        {
            Limits = IncomingLimits.Default with { BytesMax = bytes.Length, ItemsMax = 2_000, PartsMax = 200_000 },
        });
    }
}
