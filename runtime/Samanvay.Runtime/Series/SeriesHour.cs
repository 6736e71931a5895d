using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Series;

/// <summary>What one device sent in one hour, in the unit that is written beside it.</summary>
/// <param name="Points">In order of time; default when only the summary is still kept.</param>
public sealed record SeriesHour(
    CityId City, HourKey Key, string Unit, HourSummary Summary, ImmutableArray<SeriesPoint> Points)
{
    /// <summary>The device's, where nobody said more when the hour was written.</summary>
    public const string OwnUnit = "";

    private const long HourMilliseconds = 3_600_000;

    public Instant Start => StartOf(Key.Hour);

    public static long Of(Instant at)
    {
        var time = at.ToUnixTimeMilliseconds();
        return (time >= 0 ? time : time - HourMilliseconds + 1) / HourMilliseconds;
    }

    public static Instant StartOf(long hour) => Instant.FromUnixTimeMilliseconds(hour * HourMilliseconds);

    /// <summary>The same with more readings in the same unit. Where the readings themselves are no longer kept only
    /// the summary takes them.</summary>
    public SeriesHour With(IReadOnlyCollection<SeriesPoint> more) => this with
    {
        Summary = Summary.With(more),
        Points = Points.IsDefault ? Points : [.. Points.Concat(more).OrderBy(point => point.At)],
    };
}

/// <param name="Value">None when the device said that it had none.</param>
public readonly record struct SeriesPoint(Instant At, decimal? Value);

/// <summary>What came of the readings of a stretch of time.</summary>
/// <param name="Count">Of those with a value.</param>
public sealed record HourSummary(int Count, Instant FirstAt, Instant LastAt)
{
    public static HourSummary None { get; } = new(0, Instant.MaxValue, Instant.MinValue);

    public decimal First { get; init; }

    public decimal Last { get; init; }

    public decimal Min { get; init; }

    public decimal Max { get; init; }

    public decimal Sum { get; init; }

    public decimal Avg => Sum / Count;

    public HourSummary With(IEnumerable<SeriesPoint> points)
    {
        var summary = this;
        foreach (var point in points)
            if (point.Value is { } value) summary = summary.With(Of(point.At, value));
        return summary;
    }

    public HourSummary With(HourSummary other)
    {
        if (Count == 0) return other;
        if (other.Count == 0) return this;
        return new(Count + other.Count, Instant.Min(FirstAt, other.FirstAt), Instant.Max(LastAt, other.LastAt))
        {
            First = other.FirstAt < FirstAt ? other.First : First,
            Last = other.LastAt >= LastAt ? other.Last : Last,
            Min = Math.Min(Min, other.Min), Max = Math.Max(Max, other.Max), Sum = Sum + other.Sum,
        };
    }

    /// <summary>The same in another unit.</summary>
    public HourSummary In(Func<decimal, decimal> convert)
    {
        if (Count == 0) return this;
        var (min, max) = (convert(Min), convert(Max));
        return this with
        {
            First = convert(First), Last = convert(Last), Min = Math.Min(min, max), Max = Math.Max(min, max),
            Sum = convert(Avg) * Count,
        };
    }

    private static HourSummary Of(Instant at, decimal value) => new(1, at, at)
    {
        First = value, Last = value, Min = value, Max = value, Sum = value,
    };
}
