using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Situations;

/// <summary>
/// Readings that could have made an hour of which only the summary is kept: as many, with the same first, last, lowest
/// and highest reading and the same sum. So what a rule makes of whole hours is what it would have made of the readings
/// themselves; when in the hour a value was read is not known, so they are spread over it evenly.
/// </summary>
internal static class HourReadings
{
    /// <summary>The ends, the lowest, the highest and one between them.</summary>
    public const int FewestPerHour = 5;

    private const byte ScaleMax = 9;
    private const decimal ExactBelow = 1e15m;

    // Nobody can say any more whether a sensor was silent for a shorter time.
    private static readonly Duration Silence = Duration.FromHours(1);

    /// <param name="most">With fewer readings than there were only the ends, the lowest and the highest are
    /// true.</param>
    public static IEnumerable<SeriesPoint> Of(HourSummary hour, int most = int.MaxValue)
    {
        if (hour.Count == 0) yield break;
        var values = Values(hour, Math.Max(most, FewestPerHour));
        var apart = values.Count > 1 ? (hour.LastAt - hour.FirstAt) / (values.Count - 1) : Duration.Zero;
        for (var index = 0; index < values.Count; index++)
        {
            // As fine as readings are stored.
            var at = (long)(apart * index).TotalMilliseconds;
            yield return new(
                index == values.Count - 1 ? hour.LastAt : hour.FirstAt + Duration.FromMilliseconds(at), values[index]);
        }
    }

    /// <summary>The rule, but that it takes no sensor for silent before an hour is over.</summary>
    public static SituationRule Patient(SituationRule rule) => rule with
    {
        StaleAfter = Duration.Max(rule.StaleAfter, Silence),
        Inputs =
        [
            .. rule.Inputs.Select(input => input.StaleAfter is { } stale
                ? input with { StaleAfter = Duration.Max(stale, Silence) } : input),
        ],
    };

    private static List<decimal> Values(HourSummary hour, int most)
    {
        if (hour.Count == 1) return [hour.Last];
        var isRising = hour.First <= hour.Last;
        decimal? lowest = hour.Min < Math.Min(hour.First, hour.Last) ? hour.Min : null;
        decimal? highest = hour.Max > Math.Max(hour.First, hour.Last) ? hour.Max : null;
        var known = 2 + (lowest is null ? 0 : 1) + (highest is null ? 0 : 1);
        var count = Math.Max(Math.Min(hour.Count, most), known);
        var sum = count == hour.Count ? hour.Sum : hour.Avg * count;
        var rest = sum - hour.First - hour.Last - (lowest ?? 0) - (highest ?? 0);
        var between = Between(hour, count - known, rest);
        if (lowest is { } low) between.Insert(0, low);
        if (highest is { } high) between.Add(high);
        // From one end to the other, so that no jump is made that was not there.
        if (!isRising) between.Reverse();
        return [hour.First, .. between, hour.Last];
    }

    // As many values as there are, in steps of the sensor's own digits, that rise as evenly as the lowest and highest
    // leave room.
    private static List<decimal> Between(HourSummary hour, int count, decimal sum)
    {
        if (count == 0) return [];
        var digit = DigitOf(hour);
        var mean = Math.Clamp(Math.Floor(sum / count / digit) * digit, hour.Min, hour.Max);
        var lifted = (int)Math.Clamp((sum - (mean * count)) / digit, 0, count - 1);
        var room = Math.Min(mean - hour.Min, hour.Max - mean - (lifted > 0 ? digit : 0));
        // Of an even number none stands in the middle: they are half a step off it.
        var unit = count % 2 == 0 ? 2 * digit : digit;
        var step = count > 1 ? Math.Max(0, Math.Floor(room * 2 / (count - 1) / unit) * unit) : 0;
        return
        [
            .. Enumerable.Range(0, count).Select(index =>
                mean + (index >= count - lifted ? digit : 0) + (step * ((2 * index) - count + 1) / 2)),
        ];
    }

    private static decimal DigitOf(HourSummary hour)
    {
        if (Math.Max(Math.Abs(hour.Min), Math.Abs(hour.Max)) > ExactBelow) return 1;
        var scale = new[] { hour.First, hour.Last, hour.Min, hour.Max, hour.Sum }.Max(value => value.Scale);
        return new decimal(1, 0, 0, false, Math.Min(scale, ScaleMax));
    }
}
