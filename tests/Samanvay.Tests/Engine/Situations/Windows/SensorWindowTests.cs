using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine.Situations.Windows;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations.Windows;

public sealed class SensorWindowTests
{
    private static readonly Gen<(int At, decimal Value)[]> Regular =
        from values in Gen.ArrayOf(Gen.Choose(-500, 500), 80)
        select values.Select((value, index) => (index * 10, value / 10m)).ToArray();

    [Theory]
    [InlineData(MeasureKind.Avg, "4.5")]
    [InlineData(MeasureKind.Min, "2")]
    [InlineData(MeasureKind.Max, "7")]
    [InlineData(MeasureKind.Sum, "18")]
    [InlineData(MeasureKind.Count, "4")]
    [InlineData(MeasureKind.Delta, "-85")]
    [InlineData(MeasureKind.Rate, "-127.5")]
    [InlineData(MeasureKind.Stddev, "2.08166599946613")]
    [InlineData(MeasureKind.Last, "5")]
    public void A_figure_is_of_the_readings_in_the_window(MeasureKind of, string expected)
    {
        var measure = Measure.In(of, Minutes(40), Minutes(10));

        var window = Filled(measure, [(0, 90m), (10, 2m), (20, 4m), (30, 7m), (40, 5m)]);

        window.Figure(measure, At(40)).ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_window_of_readings_holds_the_newest()
    {
        var measure = Measure.Among(MeasureKind.Sum, 3);

        Filled(measure, [(0, 1m), (1, 10m), (500, 100m), (501, 1000m)]).Figure(measure, At(501)).ShouldBe(1110m);
    }

    [Fact]
    public void One_reading_has_no_rate_no_difference_and_no_spread()
    {
        foreach (var of in (MeasureKind[])[MeasureKind.Rate, MeasureKind.Delta, MeasureKind.Stddev])
        {
            var measure = Measure.In(of, Minutes(40), Minutes(10));
            Filled(measure, [(0, 1m)]).Figure(measure, At(0)).ShouldBeNull();
        }
    }

    [Fact]
    public void A_window_stays_small_whatever_a_sensor_sends()
    {
        var measure = Measure.In(MeasureKind.Avg, Minutes(60), Duration.FromSeconds(1));

        var window = Filled(measure, Enumerable.Range(0, 20_000).Select(index => (index / 100m, (decimal)index)));

        window.Panes.Length.ShouldBeLessThanOrEqualTo(Measure.PanesMax + 1);
        window.Figure(measure, At(199.99m))!.Value.ShouldBe(17_000m, 60m);
    }

    [Fact]
    public void A_sensor_that_keeps_its_period_has_an_exact_window() => ForAll(Regular, readings =>
    {
        var last = At(readings[^1].At);
        foreach (var of in Enum.GetValues<MeasureKind>().Where(kind => kind != MeasureKind.Stddev))
        {
            var measure = Measure.In(of, Minutes(400), Minutes(10));
            var first = last - Minutes(of is MeasureKind.Delta or MeasureKind.Rate ? 400 : 399);
            var recent = readings.Where(reading => At(reading.At) >= first).ToList();

            Filled(measure, readings.Select(reading => ((decimal)reading.At, reading.Value)))
                .Figure(measure, last).ShouldBe(Expected(of, recent));
        }
    });

    [Fact]
    public void Events_come_in_any_order() => ForAll(
        from events in Gen.ArrayOf(Gen.Choose(0, 100).Zip(Gen.Choose(1, 9)), 30)
        from seed in Gen.Choose(0, 1_000_000) select (events, seed),
        random =>
        {
            var measure = Measure.In(MeasureKind.Sum, Minutes(60), Duration.Zero);
            var chance = new Random(random.seed);

            var first = Counted(measure, random.events);
            var second = Counted(measure, random.events.OrderBy(_ => chance.Next()));

            second.Panes.Select(Exactly).ShouldBe(first.Panes.Select(Exactly));
        });

    // All but the spread, which is rounded.
    private static (Instant, Instant, int, decimal, decimal, decimal, decimal, decimal) Exactly(Pane pane) => (
        pane.FirstAt, pane.LastAt, pane.Count, pane.First, pane.Last, pane.Min, pane.Max, pane.Sum);

    private static decimal Expected(MeasureKind of, List<(int At, decimal Value)> readings) => of switch
    {
        MeasureKind.Last => readings[^1].Value,
        MeasureKind.Avg => readings.Sum(reading => reading.Value) / readings.Count,
        MeasureKind.Min => readings.Min(reading => reading.Value),
        MeasureKind.Max => readings.Max(reading => reading.Value),
        MeasureKind.Sum => readings.Sum(reading => reading.Value),
        MeasureKind.Count => readings.Count,
        MeasureKind.Delta => readings[^1].Value - readings[0].Value,
        _ => (readings[^1].Value - readings[0].Value) * 3600 / ((readings[^1].At - readings[0].At) * 60),
    };

    private static SensorWindow Filled(Measure measure, IEnumerable<(decimal At, decimal Value)> readings) =>
        readings.Aggregate(
            new SensorWindow(null, "s"), (window, reading) => window.Take(measure, At(reading.At), reading.Value));

    private static SensorWindow Counted(Measure measure, IEnumerable<(int At, int Value)> events) => events.Aggregate(
        new SensorWindow(null, "*"), (window, one) => window.Add(measure, At(one.At), one.Value, At(100)));

    private static Instant At(decimal minutes) => Written.Noon + Duration.FromSeconds((double)minutes * 60);

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static void ForAll<T>(Gen<T> cases, Action<T> holds) =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(cases.ToArbitrary(), holds));
}
