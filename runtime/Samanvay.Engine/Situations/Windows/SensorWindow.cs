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
        var panes = Head is { } head && head.FirstAt != at ? Fold(measure, head) : Panes;
        return this with { Head = Pane.Of(at, value), Panes = Kept(measure, panes, heads: 1, at) };
    }

    /// <summary>Of events: each counts, also one that comes late.</summary>
    public SensorWindow Add(Measure measure, Instant at, decimal value, Instant now) =>
        this with { Head = null, Panes = Kept(measure, Fold(measure, Pane.Of(at, value)), heads: 0, now) };

    public SensorWindow Evict(Measure measure, Instant now)
    {
        var kept = Kept(measure, Panes, Head is null ? 0 : 1, now);
        return kept == Panes ? this : this with { Panes = kept };
    }

    /// <summary>Nothing while there are too few readings for a figure.</summary>
    public decimal? Figure(Measure measure, Instant now)
    {
        var total = new PaneTotal(measure.Of == MeasureKind.Stddev);
        foreach (var pane in Panes)
            if (IsIn(measure, pane, now)) total.Add(pane);
        if (Head is { } head && IsIn(measure, head, now)) total.Add(head);
        return total.Count > 0 && total.Count >= measure.AtLeast ? Figure(measure.Of, total) : null;
    }

    private static bool IsIn(Measure measure, Pane pane, Instant now) =>
        measure.Readings > 0 || measure.Reaches(pane.LastAt, now);

    private static decimal? Figure(MeasureKind of, in PaneTotal all) => of switch
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

    private static decimal? Rate(in PaneTotal all)
    {
        var time = (decimal)(all.LastAt - all.FirstAt).TotalMilliseconds;
        return time > 0 ? (all.Last - all.First) * HourMilliseconds / time : null;
    }

    private static ImmutableArray<Pane> Kept(Measure measure, ImmutableArray<Pane> panes, int heads, Instant now)
    {
        var surplus = 0;
        if (measure.Readings > 0) surplus = panes.Length + heads - measure.Readings;
        else while (surplus < panes.Length && !measure.Reaches(panes[surplus].LastAt, now)) surplus++;
        return surplus > 0 ? panes.RemoveRange(0, surplus) : panes;
    }

    private ImmutableArray<Pane> Fold(Measure measure, Pane reading)
    {
        var slot = Slot(measure, reading.FirstAt);
        var index = Panes.Length;
        while (index > 0 && Slot(measure, Panes[index - 1].FirstAt) > slot) index--;
        return index > 0 && Slot(measure, Panes[index - 1].FirstAt) == slot
            ? Panes.SetItem(index - 1, Panes[index - 1].Merge(reading))
            : Panes.Insert(index, reading);
    }

    // Panes begin at multiples of their length, so that it does not matter which reading came first.
    private static long Slot(Measure measure, Instant at)
    {
        var time = at.ToUnixTimeMilliseconds();
        var length = (long)measure.Pane.TotalMilliseconds;
        return length > 1 ? (time - (((time % length) + length) % length)) / length : time;
    }
}
