using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations.Windows;

/// <summary>What one sensor said within its window.</summary>
/// <param name="Input">The rule's own signal when absent.</param>
public sealed record SensorWindow(string? Input, string Sensor)
{
    private const decimal HourMilliseconds = 3_600_000m;

    /// <summary>In order of time.</summary>
    public ImmutableArray<Pane> Panes { get; init; } = [];

    /// <summary>The newest reading, apart as long as another one of its instant may replace it.</summary>
    public Pane? Head { get; init; }

    /// <summary>Of a series: a second reading of the newest instant replaces the first.</summary>
    public SensorWindow Take(Measure measure, Instant at, decimal value)
    {
        var folded = Head is { } head && head.FirstAt != at ? Fold(measure, head) : this;
        return (folded with { Head = Pane.Of(at, value) }).Evict(measure, at);
    }

    /// <summary>Of events: each counts, also one that comes late.</summary>
    public SensorWindow Add(Measure measure, Instant at, decimal value, Instant now) =>
        Fold(measure, Pane.Of(at, value)).Evict(measure, now);

    public SensorWindow Evict(Measure measure, Instant now)
    {
        var surplus = 0;
        if (measure.Readings > 0) surplus = Panes.Length + (Head is null ? 0 : 1) - measure.Readings;
        else while (surplus < Panes.Length && !measure.Reaches(Panes[surplus].LastAt, now)) surplus++;
        return surplus > 0 ? this with { Panes = Panes.RemoveRange(0, surplus) } : this;
    }

    /// <summary>Nothing while there are too few readings for a figure.</summary>
    public decimal? Figure(Measure measure, Instant now)
    {
        Pane? whole = null;
        foreach (var pane in Panes) whole = With(whole, pane, measure, now);
        if (Head is { } head) whole = With(whole, head, measure, now);
        return whole is { } all && all.Count >= measure.AtLeast ? Figure(measure.Of, all) : null;
    }

    private static Pane? With(Pane? whole, Pane pane, Measure measure, Instant now)
    {
        if (measure.Readings == 0 && !measure.Reaches(pane.LastAt, now)) return whole;
        return whole?.Merge(pane) ?? pane;
    }

    private static decimal? Figure(MeasureKind of, Pane all) => of switch
    {
        MeasureKind.Last => all.Last,
        MeasureKind.Avg => all.Mean,
        MeasureKind.Min => all.Min,
        MeasureKind.Max => all.Max,
        MeasureKind.Sum => all.Sum,
        MeasureKind.Count => all.Count,
        MeasureKind.Delta => all.Last - all.First,
        MeasureKind.Rate => Rate(all),
        MeasureKind.Stddev => all.Count < 2 ? null : (decimal)Math.Sqrt(all.Spread / (all.Count - 1)),
        _ => throw new System.Diagnostics.UnreachableException($"No figure for {of}."),
    };

    private static decimal? Rate(Pane all)
    {
        var time = (decimal)(all.LastAt - all.FirstAt).TotalMilliseconds;
        return time > 0 ? (all.Last - all.First) * HourMilliseconds / time : null;
    }

    private SensorWindow Fold(Measure measure, Pane reading)
    {
        var slot = Slot(measure, reading.FirstAt);
        var index = Panes.Length;
        while (index > 0 && Slot(measure, Panes[index - 1].FirstAt) > slot) index--;
        var panes = index > 0 && Slot(measure, Panes[index - 1].FirstAt) == slot
            ? Panes.SetItem(index - 1, Panes[index - 1].Merge(reading))
            : Panes.Insert(index, reading);
        return this with { Panes = panes, Head = null };
    }

    // Panes begin at multiples of their length, so that it does not matter which reading came first.
    private static long Slot(Measure measure, Instant at)
    {
        var time = at.ToUnixTimeMilliseconds();
        var length = (long)measure.Pane.TotalMilliseconds;
        return length > 1 ? (time - (((time % length) + length) % length)) / length : time;
    }
}
