using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>
/// Machines and roads whose troubles experts have marked. What is usual is taken from the beginning of each series, for
/// which nothing is marked. A plain threshold lies three standard deviations beyond it. The rule looks at the mean of
/// some readings, with hysteresis and a time to calm down.
/// </summary>
public sealed class MeasuredMachineTests(ITestOutputHelper output)
{
    [Fact]
    public void On_roads_and_a_machine_a_rule_is_more_often_right_than_a_plain_threshold()
    {
        var (rule, plain) = (new Score(), new Score());
        foreach (var (folder, file, direction) in new[]
        {
            ("nab_traffic", "speed_7578.csv", Direction.Falling), ("nab_traffic", "speed_6005.csv", Direction.Falling),
            ("nab_traffic", "occupancy_6005.csv", Direction.Rising),
            ("nab_traffic", "TravelTime_387.csv", Direction.Rising),
            ("nab_known_cause", "machine_temperature_system_failure.csv", Direction.Falling),
        })
        {
            var series = Numenta(folder, file);
            rule += Tell(file, "rule", series, Rule(series, (direction, 3, 2, Duration.FromHours(6)), 0.15));
            plain += Tell(file, "plain", series, Plain(series, direction, 0.15));
        }

        Compare(rule, plain);
        rule.Recall.ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void In_a_water_loop_a_rule_finds_each_closed_valve_and_is_more_often_right_than_a_plain_threshold()
    {
        var (rule, plain) = (new Score(), new Score());
        foreach (var number in Enumerable.Range(0, 4))
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"valve1_{number}.csv");
            var series = Pump(file);
            rule += Tell(file, "rule", series, Rule(series, (Direction.Falling, 1, 60, Duration.FromMinutes(5)), 0.3));
            plain += Tell(file, "plain", series, Plain(series, Direction.Falling, 0.3));
        }

        Compare(rule, plain);
        rule.Recall.ShouldBe(1);
    }

    private void Compare(Score rule, Score plain)
    {
        output.WriteLine($"rule:  {rule}");
        output.WriteLine($"plain: {plain}");
        rule.Precision.ShouldBeGreaterThan(plain.Precision);
        rule.Told.ShouldBeLessThan(plain.Told);
    }

    // Wrong: an incident that no marked window meets. Many incidents in one window find it once.
    private Score Tell(string file, string name, Marked series, SituationRule rule)
    {
        var (_, changes) = Rivers.Run(rule, series.Readings);
        var begun = changes.OfType<LevelRaised>().Select(change => change.At).ToList();
        var ended = changes.OfType<SituationCleared>().Select(change => change.At).Append(Instant.MaxValue);
        var open = begun.Zip(ended, (from, until) => (From: from, Until: until)).ToList();
        var score = new Score(
            open.Count, open.Count(one => !series.Windows.Any(window => Meets(one, window))),
            series.Windows.Count(window => open.Exists(one => Meets(one, window))), series.Windows.Length);
        output.WriteLine($"{file,-40} {name,-6} {score}");
        return score;
    }

    private static bool Meets((Instant From, Instant Until) one, (Instant From, Instant Until) other) =>
        one.From <= other.Until && one.Until >= other.From;

    private static SituationRule Plain(Marked series, Direction direction, double share)
    {
        var (mean, deviation) = Usual(series.Readings.Select(reading => reading.Value!.Value), share);
        var at = mean + (Outward(direction) * 3 * deviation);
        return Rivers.Debbie with
        {
            Id = "plain", Unit = "1", Direction = direction, Levels = [new("unusual", at, at, 3)],
            LowerAfter = Duration.Zero, ClosableAfter = null, StaleAfter = Duration.FromHours(24 * 30),
        };
    }

    private static SituationRule Rule(
        Marked series, (Direction Direction, int Deviations, int Readings, Duration Calm) setting, double share)
    {
        var (mean, deviation) = Usual(series.Readings.Select(reading => reading.Value!.Value), share);
        var beyond = Outward(setting.Direction) * setting.Deviations * deviation;
        return Plain(series, setting.Direction, share) with
        {
            Id = "rule", LowerAfter = setting.Calm, Measure = Measure.Among(MeasureKind.Avg, setting.Readings),
            Levels = [new("unusual", mean + beyond, mean + (beyond * 2 / 3), 3)],
        };
    }

    private static int Outward(Direction direction) => direction == Direction.Rising ? 1 : -1;

    private static (decimal Mean, decimal Deviation) Usual(IEnumerable<decimal> values, double share)
    {
        var all = values.ToList();
        var first = all[..(int)(all.Count * share)];
        var mean = first.Average();
        return (mean, (decimal)Math.Sqrt((double)first.Average(value => (value - mean) * (value - mean))));
    }

    private static Marked Numenta(string folder, string file)
    {
        using var windows = JsonDocument.Parse(File.ReadAllBytes(
            SharedFolder.Require("data", folder, "combined_windows_subset.json")));
        var marked = windows.RootElement.EnumerateObject()
            .Single(one => one.Name.EndsWith('/' + file, StringComparison.Ordinal)).Value;
        return new Marked(
            [
                .. Series.Rows(folder, file).Select(row => Reading(row["timestamp"], row["value"])),
            ],
            [
                .. marked.EnumerateArray().Select(window => (
                    Series.At(window[0].GetString()![..19], 0), Series.At(window[1].GetString()![..19], 0))),
            ]);
    }

    private static Marked Pump(string file)
    {
        var rows = Series.Rows(';', "pump_skab", file).ToList();
        var wrong = rows.Where(row => row["anomaly"] == "1.0").ToList();
        return new Marked(
            [.. rows.Select(row => Reading(row["datetime"], row["Volume Flow RateRMS"]))],
            [(Series.At(wrong[0]["datetime"], 0), Series.At(wrong[^1]["datetime"], 0))]);
    }

    private static Observation Reading(string at, string value) =>
        new("one", "one", Series.At(at, 0), Series.Number(value)!.Value);

    private sealed record Marked(
        ImmutableArray<Observation> Readings, ImmutableArray<(Instant From, Instant Until)> Windows);

    private sealed record Score(int Told = 0, int Wrong = 0, int Found = 0, int Windows = 0)
    {
        public double Precision => Found + Wrong == 0 ? 0 : (double)Found / (Found + Wrong);

        public double Recall => (double)Found / Windows;

        public static Score operator +(Score left, Score right) => new(
            left.Told + right.Told, left.Wrong + right.Wrong, left.Found + right.Found, left.Windows + right.Windows);

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Told,3} incidents, {Wrong,2} wrong, {Found} of {Windows} windows found: "
            + $"precision {Precision:0.00}, recall {Recall:0.00}");
    }
}
