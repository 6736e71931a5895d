using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Mapped;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Mapped;

public sealed class MappedReaderTests
{
    private static Mapping Mapped(string observation, string? rows = null)
    {
        var compiled = Mapping.Compile("gauges", rows, observation);
        compiled.Problems.ShouldBeEmpty();
        return compiled.Value!;
    }

    private static readonly Mapping OfJson = Mapped(
        "= {device: row.sensor, property: \"level\", time: row.at, value: row.cm / 100, unit: \"m\"}",
        "= message.readings");

    private static readonly Mapping OfCsv = Mapped(
        "{device: row.station, property: \"rain\", time: date and time(row.time), value: number(row.mm)}");

    private static Reading Json(string text, Mapping? mapping = null) =>
        MappedReader.Read(Arrival.Of(text, "application/json"), mapping ?? OfJson);

    private static Reading Csv(string text, Mapping? mapping = null) =>
        MappedReader.Read(Arrival.Of(text, "text/csv"), mapping ?? OfCsv);

    [Fact]
    public void A_mapping_makes_observations_of_plain_json()
    {
        var seen = Json("""{"readings":[{"sensor":"g7","at":"2026-07-01T11:28:00+05:30","cm":240}]}""")
            .Only<Observation>();

        seen.ShouldSatisfyAllConditions(
            _ => seen.Value.ShouldBe(2.4m), _ => seen.Unit.ShouldBe("m"),
            _ => seen.Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58)),
            _ => seen.Key.ShouldBe(new EventKey("gauges", "g7/level@2026-07-01T05:58:00Z")));
    }

    [Fact]
    public void A_mapping_makes_observations_of_rows() =>
        Csv("station,time,mm\r\n\"Bridge, north\",2026-07-01T05:58:00Z,12.5\r\n").Only<Observation>()
            .ShouldSatisfyAllConditions(
                seen => seen.Device.ShouldBe("Bridge, north"), seen => seen.Value.ShouldBe(12.5m));

    [Fact]
    public void A_time_without_a_zone_needs_the_zone_of_the_mapping()
    {
        const string Rows = "station,time,mm\na,2026-07-01T11:28:00,1\n";
        var kolkata = OfCsv with { Zone = DateTimeZoneProviders.Tzdb["Asia/Kolkata"] };

        Csv(Rows).Refused().Code.ShouldBe(RefusalCodes.BadTime);
        Csv(Rows, kolkata).Only<Observation>().Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58));
    }

    [Theory]
    [InlineData("2026-07-01T11:28:00")]
    [InlineData("2026-07-01 11:28:00.000")]
    [InlineData("2026-07-01 11:28")]
    [InlineData("2026-07-01T05:58:00Z")]
    public void A_time_as_text_is_read_in_the_zone_of_the_mapping_where_it_has_none(string time)
    {
        var kolkata = Mapped("{device: row.station, property: \"rain\", time: row.time, value: 1}") with
        {
            Zone = DateTimeZoneProviders.Tzdb["Asia/Kolkata"],
        };

        Csv($"station,time\na,{time}\n", kolkata).Only<Observation>().Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58));
    }

    [Theory]
    [InlineData("{device: row.sation, property: \"rain\", time: row.time, value: 1}", "sation")]
    [InlineData("{device: row.station, property: \"rain\", time: row.tim, value: 1}", "tim")]
    public void What_is_missing_is_told_with_what_the_mapping_stumbled_over(string observation, string name) =>
        Csv("station,time\na,2026-07-01T05:58:00Z\n", Mapped(observation)).Refused().Message.ShouldContain($"'{name}'");

    [Fact]
    public void A_bad_row_is_told_with_its_line_and_the_others_are_taken()
    {
        var reading = Csv("station,time,mm\na,2026-07-01T05:58:00Z,1\nb,2026-07-01T05:58:00Z,wet\n");

        reading.Items.ShouldHaveSingleItem();
        reading.Refusals.ShouldHaveSingleItem().Place.ShouldBe("line 3");
    }

    [Theory]
    [InlineData("a,b\n1\n", "line 2")]
    [InlineData("a,a\n1,2\n", "line 1")]
    [InlineData("a,b\n\"1,2\n", "line 2")]
    [InlineData("", "line 1")]
    public void What_is_no_table_is_refused_with_its_line(string text, string place) =>
        Csv(text).Refused().ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe(RefusalCodes.NotCsv), refusal => refusal.Place.ShouldBe(place));

    [Fact]
    public void A_row_that_tells_nothing_is_left_out_and_a_mistake_is_not()
    {
        Json("""[{"cm":-1}]""", Mapped("if row.cm < 0 then null else {device: \"d\"}"))
            .ShouldSatisfyAllConditions(
                reading => reading.Items.ShouldBeEmpty(), reading => reading.Refusals.ShouldBeEmpty());
        Json("[1]", Mapped("row + \"x\"")).Refused().Code.ShouldBe(RefusalCodes.BadMapping);
    }

    [Fact]
    public void A_unit_that_is_not_known_is_refused() =>
        Json(
            """[{"at":"2026-07-01T05:58:00Z"}]""",
            Mapped("{device: \"d\", property: \"p\", time: row.at, value: 1, unit: \"furlong\"}"))
            .Refused().Code.ShouldBe(RefusalCodes.UnknownUnit);

    [Fact]
    public void A_mapping_that_asks_too_much_ends() =>
        Json("[1]", Mapped("for a in 1..9000, b in 1..9000, c in 1..9000 return a")).Refused()
            .Message.ShouldContain("too much");

    [Fact]
    public void What_is_wrong_with_a_mapping_is_told_with_its_field() =>
        Mapping.Compile("gauges", "message.(", "{device: }").ShouldSatisfyAllConditions(
            compiled => compiled.Value.ShouldBeNull(),
            compiled => compiled.Problems.Select(problem => problem.Location.Field).Distinct().Order()
                .ShouldBe(["observation", "rows"]));
}
