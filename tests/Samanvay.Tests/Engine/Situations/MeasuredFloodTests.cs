using System.Globalization;
using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>Floods that were measured: found once each, before their peak, and none where there was none.</summary>
public sealed class MeasuredFloodTests(ITestOutputHelper output)
{
    private static readonly Duration Day = Duration.FromHours(24);

    // Heavy rain, and within a day the river rises fast: the same words for a river in feet and for one in metres.
    private const string RainThenRise = """
        {
          "id": "river-rising", "signal": "river.level", "unit": "{unit}", "key": "city", "period": "PT1H",
          "staleAfter": "PT12H", "measure": {"of": "delta", "over": "PT6H"},
          "levels": [{"name": "rising", "at": {rise}, "clear": 0, "severity": 4}],
          "inputs": {
            "rain": {
              "signal": "rain", "unit": "mm", "period": "PT1H", "staleAfter": "PT12H",
              "measure": {"of": "sum", "over": "PT24H"}}},
          "after": [{"when": "=rain >= 40", "within": "PT24H"}],
          "settle": "PT15M", "lowerAfter": "PT24H"
        }
        """;

    private static readonly SituationRule Tioughnioga = Rivers.Debbie with
    {
        Signal = "river.flow", Unit = "[cft_i]/s",
        Levels = [new("warning", 4000, 2500, 4), new("danger", 5500, 4000, 3)], StaleAfter = Duration.FromHours(3),
    };

    [Theory]
    [InlineData("Sandy Creek", "2017-03-29 15:50")]
    [InlineData("Kenduskeag", "2014-05-02 12:00", "2014-07-06 07:00", "2014-10-25 01:00")]
    [InlineData(
        "Tioughnioga", "1994-11-02 20:00", "1994-12-06 00:30", "1995-01-16 07:00", "1995-01-21 19:00",
        "1995-03-08 22:00")]
    public void Each_flood_is_found_once_and_before_its_peak(string river, params string[] peaks)
    {
        var (rule, readings, offset) = Of(river);

        var begun = Rivers.Run(rule, readings).Changes.OfType<LevelRaised>()
            .Where(change => change.Level == rule.Levels[0].Name).ToList();

        begun.Count.ShouldBe(peaks.Length);
        foreach (var (raised, peak) in begun.Zip(peaks.Select(text => Series.At(text + ":00", offset))))
        {
            var lead = peak - raised.At;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{river,-12} {raised.Level} at {raised.At}, peak at {peak}: {lead.TotalHours:0.0} h before"));
            lead.ShouldBeGreaterThan(Duration.Zero);
            lead.ShouldBeLessThan(Day * 3);
        }
    }

    [Fact]
    public void Rain_and_a_rising_river_tell_of_both_summer_floods_of_the_kenduskeag_before_its_level_does()
    {
        var told = Raised(Rule("[ft_i]", "0.75"), Joined(Rivers.KenduskeagReadings(), KenduskeagRain()));
        var danger = Raised(Rivers.Kenduskeag, Rivers.KenduskeagReadings())
            .Where(change => change.Level == "danger").ToList();

        danger.Count.ShouldBe(2);
        foreach (var flood in danger)
        {
            var before = told.Last(change => change.At < flood.At);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rising at {before.At}, danger at {flood.At}: {(flood.At - before.At).TotalHours:0} h before"));
            (flood.At - before.At).ShouldBeInRange(Duration.FromHours(12), Day);
        }

        output.WriteLine($"told {told.Count} times in the season, {danger.Count} of them before a flood");
        told.Count.ShouldBeLessThanOrEqualTo(5);
    }

    [Theory]
    [InlineData("Hebden-Bridge-level-15min-Qualified.csv")]
    [InlineData("Todmorden-Callis-Bridge-level-15min-Qualified.csv")]
    public void A_wet_month_in_the_calder_valley_is_no_flood(string gauge)
    {
        var rain = Calder("Walshaw-Dean-Lodge-rainfall-15min-Qualified.csv");

        Raised(Rule("m", "0.23"), Joined(Calder(gauge), rain)).ShouldBeEmpty();
    }

    [Fact]
    public void Turbid_water_is_told_in_the_flood_and_never_on_a_reading_that_experts_call_wrong()
    {
        var rule = Rivers.Debbie with
        {
            Id = "turbidity", Unit = "[NTU]", Levels = [new("muddy", 100, 60, 3)], ForReadings = 2,
            ClosableAfter = null, Plausible = new(Min: 0, Max: 1000, RatePerHour: 60),
        };
        var rows = Series.Rows("river_queensland_debbie", "data_sandy_anom.csv").ToList();
        var wrong = rows.Where(row => row["label_Tur"] == "1").Select(TimeOf).ToHashSet();

        var raised = Raised(rule, rows.Select(row => new Observation(
            "sandy-creek", "turbidity-1", TimeOf(row), Series.Number(row["Tur"]))));
        foreach (var change in raised) output.WriteLine($"muddy at {change.At}");
        output.WriteLine($"{raised.Count} times muddy, {raised.Count(change => wrong.Contains(change.At))} of them on "
            + $"the {wrong.Count} readings that are labelled wrong");

        wrong.Count.ShouldBe(920);
        raised.ShouldContain(change =>
            change.At > Series.At("2017-03-26", 10) && change.At < Series.At("2017-03-31", 10));
        raised.ShouldNotContain(change => wrong.Contains(change.At));
    }

    private static (SituationRule Rule, IEnumerable<Observation> Readings, double Offset) Of(string river) =>
        river switch
        {
            "Sandy Creek" => (Rivers.Debbie, Rivers.DebbieReadings(), 10),
            "Kenduskeag" => (Rivers.Kenduskeag, Rivers.KenduskeagReadings(), -4),
            _ => (Tioughnioga, TioughniogaReadings(), 0),
        };

    private static List<LevelRaised> Raised(SituationRule rule, IEnumerable<Observation> readings) =>
        [.. Rivers.Run(rule, readings).Changes.OfType<LevelRaised>()];

    private static SituationRule Rule(string unit, string rise) => Written.Rule(RainThenRise
        .Replace("{unit}", unit, StringComparison.Ordinal).Replace("{rise}", rise, StringComparison.Ordinal));

    private static IEnumerable<Observation> Joined(
        IEnumerable<Observation> levels, IEnumerable<Observation> rain) =>
        levels.Select(reading => reading with { Key = "valley" })
            .Concat(rain.Select(reading => reading with { Key = "valley", Input = "rain" }))
            .OrderBy(reading => reading.At).ThenBy(reading => reading.Input is null);

    private static IEnumerable<Observation> TioughniogaReadings() =>
        from row in Series.Rows('\t', "river_us_usgs", "01511500_00060_iv_1994-10_1995-04.tsv")
        select new Observation("itaska", "01511500", Series.At(row["dateTime"], 0), Series.Number(row["Flow_Inst"]));

    private static IEnumerable<Observation> KenduskeagRain() =>
        from row in Series.Rows("river_us_usgs", "keag_small_2014-05_2015-05.csv")
        let hours = row["tz_cd"] == "EDT" ? -4 : -5
        select new Observation("kenduskeag", "rain", Series.At(row["datetime"], hours), Series.Number(row["precip"]));

    private static IEnumerable<Observation> Calder(string file) =>
        from row in Series.Rows("river_uk_calder", file)
        let at = Series.At(row["dateTime"].Replace('T', ' '), 0)
        select new Observation("valley", file.Split('-')[0], at, Series.Number(row["value"]));

    private static Instant TimeOf(IReadOnlyDictionary<string, string> row) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("d/MM/uuuu H:mm").Parse(row["Timestamp"]).Value
            .WithOffset(Rivers.Aest).ToInstant();
}
