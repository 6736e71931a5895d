using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.NgsiLd;
using Samanvay.Adapters.Places;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.NgsiLd;

public sealed class NgsiLdReaderTests
{
    private static string Notification(string entity) =>
        """{"id":"urn:n:1","type":"Notification","subscriptionId":"urn:s:1","notifiedAt":"2026-07-01T05:59:00Z","""
        + "\"data\":[" + entity + "]}";

    private static Reading Read(string text) => NgsiLdReader.Read(Arrival.Of(text, "application/ld+json"));

    private static Observation Seen(string attribute) => Read(Notification(
        $$"""{"id":"urn:ngsi-ld:Device:d1","type":"Device",{{attribute}}}""")).Only<EntityReport>()
        .Observations.ShouldHaveSingleItem();

    [Theory]
    [InlineData("""{"type":"Property","value":0.94,"unitCode":"P1","observedAt":"2026-07-01T05:58:00Z"}""")]
    [InlineData("""{"value":0.94,"unitCode":"P1","observedAt":"2026-07-01T05:58:00Z"}""")]
    public void A_property_tells_value_unit_and_time_normalised_and_concise(string property) =>
        Seen($"\"level\":{property}").ShouldSatisfyAllConditions(
            seen => seen.Value.ShouldBe(0.94m),
            seen => seen.Unit.ShouldBe("%"),
            seen => seen.Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58)),
            seen => seen.Basis.ShouldBe(TimeBasis.Observed),
            seen => seen.Key.ShouldBe(new EventKey("urn:ngsi-ld:Device:d1", "level@2026-07-01T05:58:00Z")));

    [Fact]
    public void A_simplified_value_has_the_time_of_its_notification()
    {
        var seen = Seen("\"level\":0.94");

        seen.Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 59));
        seen.Basis.ShouldBe(TimeBasis.Sent);
    }

    [Fact]
    public void The_data_models_time_of_the_whole_holds_for_what_has_none()
    {
        var entity = Read("""
            {"id":"urn:a:b","type":"T","level":1,"dateObserved":"2026-07-01T11:00:00+05:30"}
            """).Only<EntityReport>();

        entity.Observations.ShouldHaveSingleItem().Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 30));
    }

    [Fact]
    public void A_time_without_a_zone_is_not_guessed()
    {
        Read("""{"id":"urn:a:b","type":"T","level":{"value":1,"observedAt":"2026-07-01T05:58:00"}}""")
            .Refused().Place.ShouldBe("/level/observedAt");
        Read("""{"id":"urn:a:b","type":"T","level":1,"dateObserved":"2026-07-01T11:00:00"}""")
            .Only<EntityReport>().Observations[0].Basis.ShouldBe(TimeBasis.Arrived);
    }

    [Fact]
    public void A_place_is_longitude_first()
    {
        var entity = Read("""
            {"id":"urn:a:b","type":"T","location":{"type":"GeoProperty",
            "value":{"type":"Point","coordinates":[73.8,18.5]}}}
            """).Only<EntityReport>();

        entity.Location!.Point.ShouldBe(new GeoPoint(18.5, 73.8));
        Read("""{"id":"urn:a:b","type":"T","location":{"type":"Point","coordinates":[18.5,173.8]}}""")
            .Refused().Code.ShouldBe(RefusalCodes.BadPlace);
    }

    [Fact]
    public void A_name_is_the_same_short_and_expanded() =>
        Seen("\"https://uri.example.org/models#level\":1").Property.ShouldBe("level");

    [Fact]
    public void Several_values_of_one_attribute_are_told_apart_by_their_dataset()
    {
        var entity = Read("""
            {"id":"urn:a:b","type":"T","speed":[{"type":"Property","value":1},
            {"type":"Property","value":2,"datasetId":"urn:d:gps"}]}
            """).Only<EntityReport>();

        entity.Observations.Select(seen => seen.Key).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void What_was_deleted_is_no_observation()
    {
        Read("""{"id":"urn:a:b","type":"T","level":{"type":"Property","value":"urn:ngsi-ld:null"}}""")
            .Only<EntityReport>().ShouldSatisfyAllConditions(
                entity => entity.Observations.ShouldBeEmpty(),
                entity => entity.Attributes["level"].IsNull.ShouldBeTrue());
        Read("""{"id":"urn:a:b","type":"T","level":3,"deletedAt":"2026-07-01T05:58:00Z"}""")
            .Only<EntityReport>().ShouldSatisfyAllConditions(
                entity => entity.IsDeleted.ShouldBeTrue(), entity => entity.Observations.ShouldBeEmpty());
    }

    [Theory]
    [InlineData("""{"id":"pump 7","type":"T"}""", "/id")]
    [InlineData("""{"id":"urn:a:b"}""", "/type")]
    [InlineData("""{"id":"urn:a:b","type":"T","level":{"type":"Number","value":1}}""", "/level/type")]
    [InlineData("""{"id":"urn:a:b","type":"T","level":{"type":"Property"}}""", "/level")]
    [InlineData("""{"id":"urn:a:b","type":"T","level":1e300}""", "/level")]
    [InlineData("""{"id":"urn:s:1","type":"Subscription"}""", "")]
    public void What_is_no_entity_is_refused_with_its_place(string entity, string place) =>
        Read(entity).Refused().Place.ShouldBe(place);

    [Fact]
    public void One_bad_entity_does_not_take_the_others_with_it()
    {
        var reading = Read(Notification("""{"id":"urn:a:b","type":"T","level":1},{"id":"no uri","type":"T"}"""));

        reading.Items.ShouldHaveSingleItem();
        reading.Refusals.ShouldHaveSingleItem().Place.ShouldBe("/data/1/id");
    }

    [Fact]
    public void A_notification_that_comes_again_has_the_same_names()
    {
        var text = Notification("""{"id":"urn:a:b","type":"T","level":1,"flow":2}""");

        Names(text).ShouldBe(Names(text));
        Names(text).Distinct().Count().ShouldBe(3);
    }

    private static List<EventKey> Names(string text)
    {
        var entity = Read(text).Only<EntityReport>();
        return [entity.Key, .. entity.Observations.Select(seen => seen.Key)];
    }
}
