using System.Globalization;
using NodaTime;
using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

public sealed class MeasuredAirTests(ITestOutputHelper output)
{
    // The Indian index by concentration: 50, 100, 200, 300, 400, 500, and on at the last slope.
    private static readonly decimal[] Pm25 = [30, 60, 90, 120, 250, 380];
    private static readonly decimal[] Pm10 = [50, 100, 250, 350, 430, 510];
    private static readonly decimal[] Index = [50, 100, 200, 300, 400, 500];

    private static readonly (string From, string Until)[] Episodes =
    [
        ("2016-10-27", "2016-11-13"), ("2017-11-07", "2017-11-13"), ("2018-06-13", "2018-06-16"),
        ("2018-12-22", "2018-12-25"), ("2019-10-30", "2019-11-04"), ("2019-11-12", "2019-11-15"),
    ];

    // One rule for all cities: an index far above what fine and coarse dust explain is the station's fault.
    private static readonly SituationRule Index450 = Written.Rule("""
        {
          "id": "air-quality", "signal": "aqi", "unit": "1", "key": "city", "period": "PT24H", "staleAfter": "PT96H",
          "levels": [
            {"name": "severe", "at": 401, "clear": 380, "severity": 3},
            {"name": "severe-plus", "at": 451, "clear": 401, "severity": 2}],
          "lowerAfter": "PT24H",
          "plausible": {"min": 0, "max": 1000, "disagreesWhen": "=value - max([fine, coarse][item != null]) > 150"},
          "inputs": {
            "fine": {"signal": "pm25.index", "unit": "1", "period": "PT24H", "staleAfter": "PT20H"},
            "coarse": {"signal": "pm10.index", "unit": "1", "period": "PT24H", "staleAfter": "PT20H"}}
        }
        """);

    [Fact]
    public void Beijings_77_crossings_become_at_most_40_incidents_with_hysteresis()
    {
        var counts = new[] { (250, 0), (200, 0), (200, 3), (150, 0), (150, 6) }.Select(setting =>
        {
            var (clear, hours) = setting;
            var count = Rivers.Run(Beijing(clear, hours), BeijingReadings()).Changes.OfType<LevelRaised>().Count();
            output.WriteLine($"clear below {clear} for {hours} h: {count} incidents");
            return count;
        }).ToList();

        counts[0].ShouldBe(77);
        counts[^1].ShouldBeInRange(1, 40);
        counts.ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void Ahmedabads_impossible_days_are_refused_and_none_of_delhis_episodes()
    {
        var ahmedabad = Refused("Ahmedabad").Where(day => day.Value > 400).ToList();
        var delhi = Refused("Delhi");
        output.WriteLine($"Ahmedabad: {ahmedabad.Count} of 638 days above 400 refused; Delhi: {delhi.Count} days");

        ahmedabad.Count.ShouldBeGreaterThan(600);
        delhi.ShouldAllBe(day => !Episodes.Any(episode =>
            Day(episode.From) <= day.At && day.At <= Day(episode.Until)));
        delhi.Count.ShouldBeLessThan(30);
    }

    [Fact]
    public void Each_of_delhis_episodes_is_found_and_none_lasts_for_ever()
    {
        var (_, changes) = Rivers.Run(Index450, Days("Delhi"));
        var raised = changes.OfType<LevelRaised>().Where(change => change.Level == "severe-plus").ToList();

        var lowered = changes.OfType<LevelLowered>().Where(change => change.From == "severe-plus").ToList();

        foreach (var (from, until) in Episodes)
        {
            var last = raised.Last(change => change.At <= Day(until)).At;
            lowered.ShouldNotContain(change => last < change.At && change.At < Day(from), $"{from} to {until}");
        }

        var begun = changes.OfType<LevelRaised>().Count(change => change.Level == "severe");
        changes.OfType<SituationCleared>().Count().ShouldBeInRange(begun - 1, begun);
    }

    // A fault is told once, when it begins: so the station is looked at each day.
    private static List<Observation> Refused(string city)
    {
        var refused = new List<Observation>();
        SituationState? state = null;
        foreach (var day in Days(city).GroupBy(reading => reading.At))
        {
            (state, _) = Rivers.Run(Index450, day, state);
            state = SituationEngine.Tick(Index450, state, day.Key).State;
            var station = state.Sensors.FirstOrDefault(sensor => sensor.Input is null && sensor.ReadAt == day.Key);
            if (station is { Fault: SensorFaultKind.Disagrees or SensorFaultKind.OutOfRange })
                refused.AddRange(day.Where(reading => reading.Input is null));
        }

        return refused;
    }

    private static SituationRule Beijing(int clear, int hours) => Rivers.Debbie with
    {
        Id = "smog", Unit = "ug/m3", Levels = [new("red", 250, clear, 2)], LowerAfter = Duration.FromHours(hours),
        ClosableAfter = null, StaleAfter = Duration.FromHours(200),
    };

    private static IEnumerable<Observation> BeijingReadings() =>
        from row in Series.Rows("air_beijing", "PRSA_Data_Dongsi_2015-01-01_2016-01-31.csv")
        let at = new LocalDateTime(Whole(row["year"]), Whole(row["month"]), Whole(row["day"]), Whole(row["hour"]), 0)
        select new Observation(
            "dongsi", "pm25", at.WithOffset(Offset.FromHours(8)).ToInstant(), Series.Number(row["PM2.5"]));

    private static IEnumerable<Observation> Days(string city) =>
        from row in Series.Rows("air_cpcb_india", "city_day_visible.csv")
        where row["City"] == city
        let at = Day(row["Date"])
        from reading in new[]
        {
            (Input: null, Value: Series.Number(row["AQI"])),
            (Input: (string?)"fine", Value: IndexOf(Pm25, Series.Number(row["PM2.5"]))),
            (Input: (string?)"coarse", Value: IndexOf(Pm10, Series.Number(row["PM10"]))),
        }
        where reading.Value is not null
        select new Observation(city, reading.Input ?? "station", at, reading.Value) { Input = reading.Input };

    private static decimal? IndexOf(decimal[] steps, decimal? value)
    {
        if (value is not { } dust) return null;
        var step = Math.Min(Array.FindIndex(steps, limit => dust <= limit) is var found and >= 0 ? found : 5, 5);
        var (low, lowIndex) = step == 0 ? (0, 0) : (steps[step - 1], Index[step - 1]);
        return lowIndex + ((dust - low) * (Index[step] - lowIndex) / (steps[step] - low));
    }

    private static Instant Day(string date) => Series.At(date, 5.5);

    private static int Whole(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
