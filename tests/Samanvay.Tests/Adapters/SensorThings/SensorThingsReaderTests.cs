using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.SensorThings;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.SensorThings;

public sealed class SensorThingsReaderTests
{
    private static Reading Read(string text, string? topic = null)
    {
        var message = Arrival.Of(text, "application/json");
        return SensorThingsReader.Read(topic is null ? message : message with
        {
            Headers = message.Headers.Add(SensorThingsReader.TopicHeader, topic),
        });
    }

    [Fact]
    public void Over_mqtt_the_topic_tells_the_datastream()
    {
        var seen = Read(
            """{"@iot.id":9,"phenomenonTime":"2026-07-01T05:58:00Z","result":32.0}""",
            "v1.1/Datastreams(42)/Observations").Only<Observation>();

        seen.ShouldSatisfyAllConditions(
            _ => seen.Device.ShouldBe("42"), _ => seen.Value.ShouldBe(32m),
            _ => seen.Key.ShouldBe(new EventKey("sensorthings/Datastreams(42)", "9")));
    }

    [Fact]
    public void An_interval_counts_from_its_end() =>
        Read("""{"phenomenonTime":"2026-07-01T05:00:00Z/2026-07-01T05:58:00Z","result":1}""").Only<Observation>()
            .Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58));

    [Fact]
    public void Without_a_time_of_the_phenomenon_that_of_the_result_or_the_arrival_stands_in()
    {
        Read("""{"resultTime":"2026-07-01T05:58:00Z","result":1}""").Only<Observation>()
            .Basis.ShouldBe(TimeBasis.Sent);
        Read("""{"result":1}""").Only<Observation>().ShouldSatisfyAllConditions(
            seen => seen.Time.ShouldBe(Arrival.At), seen => seen.Basis.ShouldBe(TimeBasis.Arrived));
    }

    [Fact]
    public void Inside_a_thing_unit_and_place_are_known()
    {
        var seen = Read("""
            {"name":"gauge","Locations":[{"name":"l","location":{"type":"Point","coordinates":[73.8,18.5]}}],
            "Datastreams":[{"@iot.id":7,"name":"level","unitOfMeasurement":{"name":"Metre","symbol":"m"},
            "ObservedProperty":{"name":"Water level"},
            "Observations":[{"phenomenonTime":"2026-07-01T05:58:00Z","result":2.4}]}]}
            """).Only<Observation>();

        seen.ShouldSatisfyAllConditions(
            _ => seen.Unit.ShouldBe("m"), _ => seen.Property.ShouldBe("Water level"), _ => seen.Device.ShouldBe("7"),
            _ => seen.Location.ShouldBe(new GeoPoint(18.5, 73.8)));
    }

    [Fact]
    public void A_page_is_read_observation_by_observation()
    {
        var reading = Read("""{"value":[{"@iot.id":1,"result":1},{"@iot.id":2},{"@iot.id":3,"result":"x"}]}""");

        reading.Items.OfType<Observation>().Select(seen => seen.Value).ToList().ShouldBe([1m, null]);
        reading.Refusals.ShouldHaveSingleItem().Place.ShouldBe("/value/1");
    }

    // OGC 18-088, data array extension: as a server answers $resultFormat=dataArray, and as observations are created.
    [Theory]
    [InlineData("""
        {"value":[{"Datastream@iot.navigationLink":"http://a.example/v1.1/Datastreams(7)",
        "components":["id","phenomenonTime","result"],
        "dataArray":[[1,"2026-07-01T05:00:00Z",2.4],[2,"2026-07-01T05:30:00Z",2.5]]}]}
        """)]
    [InlineData("""
        [{"Datastream":{"@iot.id":7},"components":["phenomenonTime","result","FeatureOfInterest/id"],
        "dataArray":[["2026-07-01T10:30:00+0530",2.4,1],["2026-07-01T11:00:00+0530",2.5,1]]}]
        """)]
    public void A_table_is_read_row_by_row(string text)
    {
        var reading = Read(text);

        reading.Refusals.ShouldBeEmpty();
        reading.Items.OfType<Observation>().Select(seen => (seen.Device, seen.Time, seen.Value)).ShouldBe(
        [
            ("7", Instant.FromUtc(2026, 7, 1, 5, 0), 2.4m), ("7", Instant.FromUtc(2026, 7, 1, 5, 30), 2.5m),
        ]);
    }

    [Fact]
    public void A_row_without_a_value_for_each_column_is_refused_alone()
    {
        var reading = Read("""
            {"components":["phenomenonTime","result"],
            "dataArray":[["2026-07-01T05:00:00Z"],["2026-07-01T05:30:00Z",2.5]]}
            """);

        reading.Items.ShouldHaveSingleItem();
        reading.Refusals.ShouldHaveSingleItem().Place.ShouldBe("/dataArray/0");
        Read("""{"components":["result","result"],"dataArray":[[1,2]]}""").Refused().Place.ShouldBe("/components");
    }

    [Fact]
    public void A_page_that_a_server_answered_tells_its_datastream_by_its_next_link()
    {
        var file = SharedFolder.Require("data", "sensorthings_bgs", "observationsRawDataResponseFixture.json");
        var reading = SensorThingsReader.Read(new Incoming(File.ReadAllBytes(file), "application/json", Arrival.At));

        reading.Refusals.ShouldBeEmpty();
        reading.Items.OfType<Observation>().ShouldAllBe(seen => seen.Device == "1");
        reading.Items.OfType<Observation>().First().ShouldSatisfyAllConditions(
            seen => seen.Value.ShouldBe(1009.86m),
            seen => seen.Key.ShouldBe(new EventKey(
                "https://sensors.bgs.ac.uk/FROST-Server/v1.1/Datastreams(1)", "211806310")));
    }

    [Theory]
    [InlineData("""{"phenomenonTime":"2026-07-01T05:58:00","result":1}""", "/phenomenonTime")]
    [InlineData("""{"phenomenonTime":"2026-07-01T06:00:00Z/2026-07-01T05:00:00Z","result":1}""", "/phenomenonTime")]
    [InlineData("""{"phenomenonTime":"2026-07-01T05:58:00Z"}""", "/result")]
    [InlineData("""{"name":"a tasking capability"}""", "")]
    [InlineData("""{"result":1e300}""", "/result")]
    public void What_is_no_observation_is_refused_with_its_place(string text, string place) =>
        Read(text).Refused().Place.ShouldBe(place);
}
