using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// Something that has happened in an operation; "it is a fact that the …". The JSON names are for ever.
/// </summary>
[JsonDerivedType(typeof(IncidentOpened), "incident-opened")]
[JsonDerivedType(typeof(IncidentSeverityChanged), "incident-severity-changed")]
[JsonDerivedType(typeof(IncidentClosed), "incident-closed")]
[JsonDerivedType(typeof(SituationChanged), "situation-changed")]
[JsonDerivedType(typeof(NoteAdded), "note-added")]
[JsonDerivedType(typeof(AlarmAcknowledged), "alarm-acknowledged")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(RunAdvanced), "run-advanced")]
[JsonDerivedType(typeof(RunSuspended), "run-suspended")]
[JsonDerivedType(typeof(RunResumed), "run-resumed")]
[JsonDerivedType(typeof(InputKept), "input-kept")]
[JsonDerivedType(typeof(InputTurnedAway), "input-turned-away")]
[JsonDerivedType(typeof(ClosingHeldBack), "closing-held-back")]
[JsonDerivedType(typeof(WorkItemOffered), "work-item-offered")]
[JsonDerivedType(typeof(WorkItemAcknowledged), "work-item-acknowledged")]
[JsonDerivedType(typeof(WorkItemDeclined), "work-item-declined")]
[JsonDerivedType(typeof(WorkItemReportedUnable), "work-item-reported-unable")]
[JsonDerivedType(typeof(WorkItemReassigned), "work-item-reassigned")]
[JsonDerivedType(typeof(WorkItemCompleted), "work-item-completed")]
[JsonDerivedType(typeof(WorkItemWithdrawn), "work-item-withdrawn")]
[JsonDerivedType(typeof(ClockAttached), "clock-attached")]
[JsonDerivedType(typeof(ClockAdvanced), "clock-advanced")]
[JsonDerivedType(typeof(PromiseFoundUnreadable), "promise-found-unreadable")]
[JsonDerivedType(typeof(StaleTimerDropped), "stale-timer-dropped")]
[JsonDerivedType(typeof(RunMigrated), "run-migrated")]
[JsonDerivedType(typeof(WorkItemMoved), "work-item-moved")]
[JsonDerivedType(typeof(ClockMovedAlong), "clock-moved-along")]
public abstract record OperationFact;

public sealed record IncidentOpened(IncidentOpening Opening, Instant At, string? By) : OperationFact;

public sealed record IncidentSeverityChanged(IncidentSeverity From, IncidentSeverity To, string? By, string? Reason)
    : OperationFact;

public sealed record IncidentClosed(Instant At, string? By, string? Reason) : OperationFact;

public sealed record SituationChanged(SituationReport Change) : OperationFact;

public sealed record NoteAdded(string By, string Text) : OperationFact;

public sealed record AlarmAcknowledged(string By, Instant At) : OperationFact;

/// <summary>A procedure began; what its process did follows as <see cref="RunAdvanced"/>.</summary>
public sealed record RunStarted(InstanceId Run, ProcedureVersionId Version, string? By) : OperationFact
{
    /// <summary>The call activity that waits for its end.</summary>
    public RunCaller? Caller { get; init; }
}

/// <summary>One fact of the process engine in one run.</summary>
public sealed record RunAdvanced(InstanceId Run, Fact Fact) : OperationFact;

public sealed record RunSuspended(InstanceId Run, Instant At, string By, string Reason) : OperationFact;

/// <summary>The run goes on; what was kept for it takes effect in the facts that follow.</summary>
public sealed record RunResumed(InstanceId Run, Instant At, string By, string Reason) : OperationFact;

/// <summary>Something reached a held run from outside and waits for its resumption.</summary>
public sealed record InputKept(InstanceId Run, Command Input) : OperationFact;

/// <summary>Something reached a held run for which as much is kept as can be: here only, for people to see.</summary>
public sealed record InputTurnedAway(InstanceId Run, Command Input) : OperationFact;

/// <summary>
/// A run completed, but its closing condition does not hold: the incident stays open until a person closes it.
/// </summary>
public sealed record ClosingHeldBack(InstanceId Run, string Condition) : OperationFact;

public sealed record WorkItemOffered(WorkItem Item) : OperationFact;

public sealed record WorkItemAcknowledged(WorkItemId Item, string By, Instant At) : OperationFact;

public sealed record WorkItemDeclined(WorkItemId Item, string By, string Reason) : OperationFact;

public sealed record WorkItemReportedUnable(WorkItemId Item, string By, string Reason) : OperationFact;

/// <summary>A ladder level gave the item to another role.</summary>
public sealed record WorkItemReassigned(WorkItemId Item, string FromRole, string ToRole) : OperationFact;

public sealed record WorkItemCompleted(WorkItemId Item, string By, Instant At) : OperationFact;

/// <summary>The procedure no longer asks for it: an event interrupted the step, or the run ended.</summary>
public sealed record WorkItemWithdrawn(WorkItemId Item) : OperationFact;

/// <summary>A service level began to watch a work item, a run or the incident; what the clock does follows.</summary>
public sealed record ClockAttached(ClockId Clock, ClockSubject Subject, ServiceClock State) : OperationFact;

/// <summary>One fact of the service-level engine on one clock.</summary>
public sealed record ClockAdvanced(ServiceLevelFact Fact) : OperationFact;

/// <summary>
/// The target of a promise yields no length of time here: no clock watches it, and its keepers were told.
/// </summary>
public sealed record PromiseFoundUnreadable(string ElementId, string Level, string Reason) : OperationFact;

/// <summary>A timer fired that was no longer armed; kept for the audit, without effect (sla.md 3.4).</summary>
public sealed record StaleTimerDropped(TimerKey Timer, int Generation) : OperationFact;

/// <summary>A run goes on with another version; what this did in its process follows as
/// <see cref="RunAdvanced"/>.</summary>
public sealed record RunMigrated(
    InstanceId Run, ProcedureVersionId From, ProcedureVersionId To, string By, string Reason) : OperationFact;

/// <summary>An open step is another element, or another role's, in the version with which its run goes on. Who has it
/// keeps it.</summary>
public sealed record WorkItemMoved(WorkItemId Item, string ElementId, string Role) : OperationFact;

/// <summary>A clock that runs on watches the step under the name that it has now. Its target and its ladder stay as
/// promised.</summary>
/// <param name="Level">The promise of the new version that stands in its place; by it a changed severity finds the
/// target.</param>
public sealed record ClockMovedAlong(ClockId Clock, string ElementId, string Level, string? Role) : OperationFact;
