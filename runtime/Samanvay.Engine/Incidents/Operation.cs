using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// The unit of consistency: an incident (or none), the procedures that run for it, its open work, its clocks and
/// ladders. One lock, one ordered stream of facts.
/// </summary>
public sealed record Operation
{
    public required OperationId Id { get; init; }

    /// <summary>How many commands have been accepted; the number of the last history entry.</summary>
    public long Sequence { get; init; }

    /// <summary>Absent for a procedure that runs for no incident: a routine or a test of the machinery.</summary>
    public Incident? Incident { get; init; }

    public ImmutableSortedDictionary<InstanceId, ProcedureRun> Runs { get; init; } =
        ImmutableSortedDictionary<InstanceId, ProcedureRun>.Empty;

    public ImmutableSortedDictionary<WorkItemId, WorkItem> WorkItems { get; init; } =
        ImmutableSortedDictionary<WorkItemId, WorkItem>.Empty;

    public ImmutableSortedDictionary<ClockId, AttachedClock> Clocks { get; init; } =
        ImmutableSortedDictionary<ClockId, AttachedClock>.Empty;

    /// <summary>What reached held runs, in order of arrival; none is the usual case.</summary>
    public ImmutableList<KeptInput>? Kept { get; init; }

    /// <summary>How many messages, signals and escalations are kept for one held run. Answers are kept beyond it: there
    /// is one for each question at most.</summary>
    public const int KeptPerRunMax = 1_000;

    /// <summary>The highest ids given so far.</summary>
    public OperationCounters Counters { get; init; }

    public static Operation Empty(OperationId id) => new() { Id = id };
}

public readonly record struct OperationCounters(int Run, int WorkItem, int Clock);

/// <summary>A process instance and the version of the procedure it keeps to its end.</summary>
public sealed record ProcedureRun(ProcedureVersionId Version, ProcessInstance Instance)
{
    /// <summary>It completed while its closing condition did not hold: a person must close the incident.</summary>
    public bool HoldsIncidentOpen { get; init; }

    /// <summary>Set while a person holds it.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>The call activity that waits for its end; none where the run began on its own.</summary>
    public RunCaller? Caller { get; init; }
}

/// <summary>A person holds a run: nothing in it moves until it is resumed.</summary>
/// <remarks>Its promises go on: the public was promised a time and not our patience. To pause a clock is an act of its
/// own.</remarks>
public sealed record Suspension(Instant Since, string By, string Reason);

/// <summary>What reached a held run from outside, in the order in which it came; it takes effect on resume.</summary>
public sealed record KeptInput(InstanceId Run, Command Input);

/// <summary>Where a called procedure was called from.</summary>
public sealed record RunCaller(InstanceId Run, TokenId Token);

/// <summary>The SHA-256 content hash, in hexadecimal, of a published procedure with everything it refers to.</summary>
public readonly record struct ProcedureVersionId(string Value)
{
    public override string ToString() => Value;
}
