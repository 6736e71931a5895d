using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// What the tables show of one operation, so that lists need not read states. All of it follows from the state; what
/// differs from it is an error of ours that the reconciler finds.
/// </summary>
public sealed record OperationLines(
    OperationHeader Header,
    ImmutableArray<TimerLine> Timers,
    ImmutableArray<WorkItemLine> WorkItems,
    ImmutableArray<ClockLine> Clocks,
    ImmutableArray<FaultLine> Faults)
{
    /// <summary>What the tables show of an operation that is not there.</summary>
    public static OperationLines None { get; } =
        new(new OperationHeader(null, null, null, null, null), [], [], [], []);
}

/// <summary>One line of a table within its operation.</summary>
public interface IOperationLine
{
    /// <summary>Unique among the operation's lines of the same table.</summary>
    string Key { get; }
}

/// <summary>The operation in a list. Without an incident the kind is absent.</summary>
/// <param name="EndedAt">When the incident was closed, or the last run of an operation without one ended.</param>
public sealed record OperationHeader(string? Kind, string? Title, int? Severity, Instant? OpenedAt, Instant? EndedAt)
{
    public string? Ward { get; init; }

    public string? Asset { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>While the incident is open, a situation with this key joins it.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>The numbers of the runs that are held, in order, with a blank between; absent when none is.</summary>
    public string? Held { get; init; }
}

/// <param name="Kind">What fires: the kinds that call something late are held while the clock is in doubt.</param>
public sealed record TimerLine(string Key, int Generation, Instant DueAt, string Kind) : IOperationLine;

/// <summary>A step that waits for a person.</summary>
/// <param name="Version">The published procedure that it is a step of.</param>
/// <param name="State">As the engine names it: offered, acknowledged, unable.</param>
public sealed record WorkItemLine(
    string Key, int Run, string Version, string ElementId, string Role, string State, Instant OfferedAt)
        : IOperationLine
{
    public string? AcknowledgedBy { get; init; }

    public Instant? AcknowledgedAt { get; init; }

    public string? Subject { get; init; }

    public string? Trouble { get; init; }
}

/// <summary>A promise that is or was measured.</summary>
/// <param name="Level">The id of the service level.</param>
public sealed record ClockLine(string Key, int Run, string Level, string Metric, string State, Instant StartedAt)
    : IOperationLine
{
    /// <summary>The work item that it watches; absent when it watches the run.</summary>
    public string? WorkItem { get; init; }

    public string? ElementId { get; init; }

    public string? Role { get; init; }

    public string Scope { get; init; } = "";

    public bool LifeSafety { get; init; }

    /// <summary>When its first warning is due: from then on it is at risk.</summary>
    public Instant? AtRiskAt { get; init; }

    public Instant? DueAt { get; init; }

    public Instant? BreachedAt { get; init; }

    public Instant? StoppedAt { get; init; }

    public string? Outcome { get; init; }
}

/// <summary>A place where a run can not go on, and a person must look.</summary>
public sealed record FaultLine(
    string Key, int Run, string ElementId, string Kind, string Message, bool Retryable, Instant RaisedAt)
        : IOperationLine;

/// <summary>What is to be written and what to be deleted in one table of one operation.</summary>
public sealed record LineChanges<T>(ImmutableArray<T> Put, ImmutableArray<string> Removed)
    where T : class, IOperationLine
{
    public int Count => Put.Length + Removed.Length;
}

/// <summary>What one batch changes in the tables of one operation.</summary>
public sealed record OperationLineChanges(
    OperationHeader Header,
    LineChanges<TimerLine> Timers,
    LineChanges<WorkItemLine> WorkItems,
    LineChanges<ClockLine> Clocks,
    LineChanges<FaultLine> Faults)
{
    public int Count => Timers.Count + WorkItems.Count + Clocks.Count + Faults.Count;

    public static OperationLineChanges Between(OperationLines? before, OperationLines after) =>
        Between(before, after, []);

    /// <param name="passed">Promises as they came to their end between the two; the second has them no more.</param>
    public static OperationLineChanges Between(
        OperationLines? before, OperationLines after, ImmutableArray<ClockLine> passed) => new(
        after.Header,
        Difference(before?.Timers ?? [], after.Timers),
        Difference(before?.WorkItems ?? [], after.WorkItems),
        WithThoseOver(Difference(before?.Clocks ?? [], after.Clocks), before?.Clocks ?? [], passed),
        Difference(before?.Faults ?? [], after.Faults));

    // A promise that is over leaves the state one step later; its line stays, for it is counted.
    private static LineChanges<ClockLine> WithThoseOver(
        LineChanges<ClockLine> changes, ImmutableArray<ClockLine> before, ImmutableArray<ClockLine> passed)
    {
        if (changes.Removed.IsEmpty && passed.IsEmpty) return changes;
        var over = before.Where(line => line.Outcome is not null).Concat(passed).Select(line => line.Key)
            .ToHashSet(StringComparer.Ordinal);
        return new LineChanges<ClockLine>(
            changes.Put.AddRange(passed), [.. changes.Removed.Where(key => !over.Contains(key))]);
    }

    /// <summary>Equal lines are not written again.</summary>
    private static LineChanges<T> Difference<T>(ImmutableArray<T> before, ImmutableArray<T> after)
        where T : class, IOperationLine
    {
        if (before.IsEmpty) return new LineChanges<T>(after, []);
        var known = before.ToDictionary(line => line.Key, StringComparer.Ordinal);
        var put = ImmutableArray.CreateBuilder<T>();
        foreach (var line in after)
        {
            if (!known.Remove(line.Key, out var old) || !old.Equals(line)) put.Add(line);
        }
        return new LineChanges<T>(put.ToImmutable(), [.. known.Keys.Order(StringComparer.Ordinal)]);
    }
}
