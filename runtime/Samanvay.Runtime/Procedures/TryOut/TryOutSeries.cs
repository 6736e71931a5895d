using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Simulation;
using Samanvay.Engine.Situations;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>Readings that reach a level as fast as the rule believes, stay there and go back to calm.</summary>
internal static class TryOutSeries
{
    private const string Gauge = "try-out";
    private const int StepsOfRise = 12;
    private const int Digits = 6;

    private static readonly Duration Often = Duration.FromMinutes(10);

    public static ImmutableArray<ScenarioReading> Of(
        SituationRule rule, string level, (Instant Start, Instant Until) time, Duration lasts)
    {
        var shape = Shape.Of(rule, rule.Levels.Single(each => each.Name == level).At);
        var readings = ImmutableArray.CreateBuilder<ScenarioReading>();
        var (value, leaves) = (shape.Calm, (Instant?)null);
        for (var at = time.Start; at <= time.Until; at += shape.Every)
        {
            var read = decimal.Round(value + shape.Ripple(readings.Count), Digits);
            readings.Add(new ScenarioReading(at, rule.Signal, Gauge, read));
            if (leaves is null && value == shape.Peak) leaves = at + lasts;
            value = shape.Towards(value, leaves is { } end && at >= end ? shape.Calm : shape.Peak);
        }

        return readings.ToImmutable();
    }

    private sealed record Shape(decimal Calm, decimal Peak, decimal Step, decimal Unrest, Duration Every)
    {
        public static Shape Of(SituationRule rule, decimal peak)
        {
            var lowest = rule.Levels[0];
            var sign = rule.Direction == Direction.Rising ? 1 : -1;
            var span = Math.Max(Math.Abs(rule.Levels[^1].At - lowest.Clear), Math.Abs(lowest.At) / 10);
            if (span == 0) span = 1;
            var every = Duration.Min(Often, rule.StaleAfter / 2);
            var calm = Within(rule.Plausible, lowest.Clear - (sign * span / 5));
            var step = Math.Max(Math.Abs(peak - calm) / StepsOfRise, span / 1000);
            // A faster change would be doubted, and rightly so.
            if (rule.Plausible.RatePerHour is { } rate)
                step = Math.Min(step, rate * (decimal)every.TotalHours * 0.9m);
            return new Shape(calm, peak, step, sign * span / 1000, every);
        }

        public decimal Towards(decimal value, decimal aim) =>
            Math.Abs(aim - value) <= Step ? aim : value + (Math.Sign(aim - value) * Step);

        /// <summary>A sensor that never moves counts as stuck.</summary>
        public decimal Ripple(int number) => Unrest * (number % 3);

        private static decimal Within(Plausibility plausible, decimal value) =>
            Math.Clamp(value, plausible.Min ?? decimal.MinValue, plausible.Max ?? decimal.MaxValue);
    }
}
