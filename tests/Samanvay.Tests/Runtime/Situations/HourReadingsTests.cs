using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Runtime.Series;
using Samanvay.Runtime.Situations;
using Samanvay.Tests.Engine.Situations;
using Shouldly;
using Xunit;
using Measured = Samanvay.Tests.Engine.Situations.Series;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class HourReadingsTests
{
    private static readonly SituationRule Rule = Rivers.Debbie with
    {
        Levels = [new("high", 0.073m, 0.073m, 3)], StaleAfter = Duration.FromHours(3),
    };

    private static readonly Instant Hour = Instant.FromUtc(2026, 7, 1, 6, 0);

    [Fact]
    public void Readings_that_stand_for_an_hour_have_its_number_sum_ends_lowest_and_highest() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(-5_000, 5_000).ListOf().ToArbitrary(), digits =>
        {
            var raw = digits.Select((value, index) => new SeriesPoint(
                Hour + Duration.FromMilliseconds(3_599_000L * index / digits.Count), value / 100m));
            var summary = HourSummary.None.With(raw);

            var made = HourReadings.Of(summary).ToList();

            HourSummary.None.With(made).ShouldBe(summary);
            made.ShouldBe(made.OrderBy(point => point.At));
        }));

    [Fact]
    public void Fewer_that_stand_for_an_hour_keep_its_ends_its_lowest_and_its_highest()
    {
        var summary = Of(Enumerable.Range(0, 60).Select(minute => minute == 31 ? 9m : 5 + (minute % 7 / 10m)));

        var made = HourReadings.Of(summary, 12).Select(point => point.Value!.Value).ToList();

        made.Count.ShouldBe(12);
        (made[0], made[^1], made.Min(), made.Max()).ShouldBe((summary.First, summary.Last, summary.Min, 9m));
        made.Average().ShouldBe(summary.Avg, 0.1m);
    }

    [Fact]
    public void A_sensor_that_repeats_itself_is_still_seen_to_do_so()
    {
        HourReadings.Of(Of([5, 5, 5, 5, 5, 5])).Select(point => point.Value).ShouldAllBe(value => value == 5);
    }

    [Fact]
    public void A_rise_over_an_hour_stays_a_rise_without_a_jump()
    {
        HourReadings.Of(Of([5, 5.2m, 5.4m, 5.6m, 5.8m, 6])).Select(point => point.Value)
            .ShouldBe([5m, 5.2m, 5.4m, 5.6m, 5.8m, 6m]);
    }

    [Theory]
    [InlineData(MeasureKind.Avg)]
    [InlineData(MeasureKind.Sum)]
    [InlineData(MeasureKind.Min)]
    [InlineData(MeasureKind.Max)]
    [InlineData(MeasureKind.Count)]
    public void A_figure_over_whole_hours_is_the_same_at_each_full_hour(MeasureKind of)
    {
        var raw = Calder();
        var rule = Rule with
        {
            Measure = Measure.In(of, Duration.FromHours(6), Duration.FromMinutes(15)), Plausible = new(),
        };

        var exact = Last(RuleTrial.Run(rule, Of(raw)));
        var hourly = Last(RuleTrial.Run(rule, Hourly(raw)));

        hourly.Count.ShouldBeGreaterThan(24);
        hourly.Count.ShouldBe(exact.Count);
        exact.Keys.Count(hour => Math.Abs(hourly[hour] - exact[hour]) > 0.000_001m).ShouldBe(0);
    }

    [Fact]
    public void A_flood_is_found_once_on_its_hours_as_on_its_readings()
    {
        var raw = Calder();

        var exact = RuleTrial.Run(Rule, Of(raw));
        var hourly = RuleTrial.Run(Rule, Hourly(raw));

        exact.Firings.ShouldNotBeEmpty();
        hourly.Firings.Length.ShouldBe(exact.Firings.Length);
        foreach (var (on, of) in hourly.Firings.Zip(exact.Firings))
        {
            (on.Level, on.Peak).ShouldBe((of.Level, of.Peak));
            Math.Abs((on.At - of.At).TotalMinutes).ShouldBeLessThan(60);
        }
    }

    [Fact]
    public void What_an_hour_can_not_tell_is_named()
    {
        var series = Readings.Of(7) with { KeptFrom = Readings.At(1) };
        var slow = Readings.Rule with
        {
            Measure = Measure.In(MeasureKind.Avg, Duration.FromHours(24), Duration.FromMinutes(10)),
            StaleAfter = Duration.FromHours(3),
        };
        var quick = Readings.Rule with
        {
            Measure = Measure.In(MeasureKind.Avg, Duration.FromMinutes(30), Duration.FromMinutes(10)),
            ForReadings = 2, Plausible = new(RatePerHour: 2),
        };

        HourlySight.Of(slow, series).ShouldBe([HourlyGuess.Moment]);
        HourlySight.Of(slow, series with { IsThinned = true })
            .ShouldBe([HourlyGuess.Moment, HourlyGuess.Figure, HourlyGuess.Thinned]);
        HourlySight.Of(quick, series).ShouldBe(
            [HourlyGuess.Moment, HourlyGuess.Figure, HourlyGuess.Hold, HourlyGuess.Doubt, HourlyGuess.Silence]);
    }

    [Fact]
    public void Before_each_reading_is_kept_a_sensor_is_silent_only_after_an_hour()
    {
        var gap = new TrialSeries("Gauge at the bridge",
        [
            .. new[] { 0, 50, 130, 200, 250 }.Select(minute => new Observation(
                "gauge-1", "gauge-1", Readings.Start + Duration.FromMinutes(minute), 7)),
        ])
        {
            From = Readings.Start, Until = Readings.Start + Duration.FromMinutes(251),
            KeptFrom = Readings.Start + Duration.FromMinutes(190),
        };

        RuleTrial.Run(Readings.Rule, gap).Faults.Select(fault => (fault.At - Readings.Start).TotalMinutes)
            .ShouldBe([110, 190, 230]);
    }

    // Every quarter of an hour, in a wet month.
    private static List<Observation> Calder() =>
    [
        .. from row in Measured.Rows("river_uk_calder", "Hebden-Bridge-level-15min-Qualified.csv")
           let value = Measured.Number(row["value"])
           where value is not null
           select new Observation("hebden", "level-1", Measured.At(row["dateTime"].Replace('T', ' '), 0), value),
    ];

    private static HourSummary Of(IEnumerable<decimal> values) => HourSummary.None.With(
        values.Select((value, index) => new SeriesPoint(Hour + Duration.FromMinutes(index), value)));

    private static TrialSeries Of(List<Observation> readings) => new("Hebden Bridge", [.. readings])
    {
        From = readings[0].At, Until = readings[^1].At,
    };

    private static TrialSeries Hourly(List<Observation> readings)
    {
        var made =
            from hour in readings.GroupBy(reading => SeriesHour.Of(reading.At))
            let points = hour.Select(reading => new SeriesPoint(reading.At, reading.Value))
            from point in HourReadings.Of(HourSummary.None.With(points))
            select new Observation(readings[0].Key, readings[0].Sensor, point.At, point.Value);
        return Of([.. made]) with { KeptFrom = Instant.MaxValue };
    }

    // The last figure of each hour.
    private static Dictionary<long, decimal> Last(TrialResult result) => result.Figures
        .Where(point => point.Value is not null).GroupBy(point => SeriesHour.Of(point.At))
        .ToDictionary(hour => hour.Key, hour => hour.Last().Value!.Value);
}
