using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>Adds one fact to an operation: the only way in which it changes.</summary>
internal static class OperationFold
{
    /// <summary>
    /// How a step begins: promises that were over before it are let go. The history and the tables have them.
    /// </summary>
    public static Operation Begin(Operation operation)
    {
        var over = operation.Clocks.Where(clock => clock.Value.IsOver).Select(clock => clock.Key).ToList();
        return over.Count == 0 ? operation : operation with { Clocks = operation.Clocks.RemoveRange(over) };
    }

    public static Operation Apply(Operation operation, OperationFact fact) => fact switch
    {
        IncidentOpened opened => operation with { Incident = Open(opened) },
        IncidentSeverityChanged changed => WithIncident(operation, incident => WithSeverity(incident, changed.To)),
        IncidentClosed closed => WithIncident(operation, incident => incident with { ClosedAt = closed.At }),
        SituationChanged { Change: var change } => WithIncident(operation, incident => WithSituation(incident, change)),
        NoteAdded => operation,
        AlarmAcknowledged heard => WithIncident(
            operation, incident => incident with { AlarmHeardBy = incident.AlarmHeardBy.Add(heard.By) }),
        RunStarted started => Start(operation, started),
        RunAdvanced advanced => Advance(operation, advanced),
        ClosingHeldBack held => operation with
        {
            Runs = operation.Runs.SetItem(held.Run, operation.Runs[held.Run] with { HoldsIncidentOpen = true }),
        },
        RunSuspended held => operation with
        {
            Runs = operation.Runs.SetItem(held.Run, operation.Runs[held.Run] with
            {
                Suspension = new(held.At, held.By, held.Reason),
            }),
        },
        RunResumed resumed => Release(operation, resumed.Run),
        InputKept kept => operation with { Kept = (operation.Kept ?? []).Add(new(kept.Run, kept.Input)) },
        WorkItemOffered { Item: var item } => operation with
        {
            WorkItems = operation.WorkItems.Add(item.Id, item),
            Counters = operation.Counters with { WorkItem = Math.Max(operation.Counters.WorkItem, item.Id.Value) },
        },
        WorkItemAcknowledged or WorkItemDeclined or WorkItemReportedUnable or WorkItemReassigned =>
            ChangeItem(operation, fact),
        WorkItemCompleted completed => WithoutItem(operation, completed.Item),
        WorkItemWithdrawn withdrawn => WithoutItem(operation, withdrawn.Item),
        ClockAttached attached => operation with
        {
            Clocks = operation.Clocks.Add(attached.Clock, new AttachedClock(attached.Subject, attached.State, null)),
            Counters = operation.Counters with { Clock = Math.Max(operation.Counters.Clock, attached.Clock.Value) },
        },
        ClockAdvanced { Fact: var clockFact } => Advance(operation, clockFact),
        PromiseFoundUnreadable or StaleTimerDropped or InputTurnedAway => operation,
        RunMigrated or WorkItemMoved or ClockMovedAlong => Migrate(operation, fact),
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    private static Operation ChangeItem(Operation operation, OperationFact fact) => fact switch
    {
        WorkItemAcknowledged acknowledged => WithItem(operation, acknowledged.Item, item => item with
        {
            State = WorkItemState.Acknowledged,
            AcknowledgedBy = acknowledged.By,
            AcknowledgedAt = acknowledged.At,
        }),
        WorkItemDeclined declined => WithItem(operation, declined.Item, item => item with
        {
            State = WorkItemState.Offered,
            AcknowledgedBy = null,
            AcknowledgedAt = null,
            Trouble = declined.Reason,
        }),
        WorkItemReportedUnable unable => WithItem(operation, unable.Item, item => item with
        {
            State = WorkItemState.Unable,
            Trouble = unable.Reason,
        }),
        WorkItemReassigned reassigned => WithItem(operation, reassigned.Item, item => item with
        {
            Role = reassigned.ToRole,
            Reassignments = item.Reassignments + 1,
            State = WorkItemState.Offered,
            AcknowledgedBy = null,
            AcknowledgedAt = null,
        }),
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    private static Operation Migrate(Operation operation, OperationFact fact) => fact switch
    {
        RunMigrated migrated => operation with
        {
            Runs = operation.Runs.SetItem(
                migrated.Run, operation.Runs[migrated.Run] with { Version = migrated.To }),
        },
        WorkItemMoved moved => WithItem(operation, moved.Item, item => item with
        {
            ElementId = moved.ElementId,
            Role = moved.Role,
        }),
        ClockMovedAlong moved => operation with
        {
            Clocks = operation.Clocks.SetItem(moved.Clock, operation.Clocks[moved.Clock].Follow(moved)),
        },
        _ => throw new UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    private static Incident Open(IncidentOpened opened) => new()
    {
        Kind = opened.Opening.Kind,
        Title = opened.Opening.Title,
        Severity = opened.Opening.Severity,
        Place = opened.Opening.Place,
        DedupeKey = opened.Opening.DedupeKey,
        OpenedAt = opened.At,
        OpenedBy = opened.By,
    };

    // Who has heard of a milder incident has not heard that it is grave now.
    private static Incident WithSeverity(Incident incident, IncidentSeverity severity) =>
        incident with { Severity = severity, AlarmHeardBy = incident.AlarmHeardBy.Clear() };

    private static Incident WithSituation(Incident incident, SituationReport change) => change.Kind switch
    {
        SituationReportKinds.Raised or SituationReportKinds.Lowered when change.Level is { } level => incident with
        {
            Situations = incident.Situations.SetItem(change.Rule, new ReachedLevel(level, change.OccurredAt)),
        },
        SituationReportKinds.Cleared => incident with { Situations = incident.Situations.Remove(change.Rule) },
        SituationReportKinds.Faulty or SituationReportKinds.Recovered when SituationReports.IsOfSensors(
            incident.DedupeKey) => WithSensor(incident, change),
        _ => incident,
    };

    // A sensor that several rules doubt works again when all of them believe it.
    private static Incident WithSensor(Incident incident, SituationReport change)
    {
        if (change.Payload["sensor"] is not FeelString { Value: var sensor }) return incident;
        var (faulty, doubt) = (
            incident.FaultySensors ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
            $"{change.Rule} {sensor}");
        faulty = change.Kind == SituationReportKinds.Faulty ? faulty.Add(doubt) : faulty.Remove(doubt);
        return incident with { FaultySensors = faulty.IsEmpty ? null : faulty };
    }

    private static Operation Start(Operation operation, RunStarted started) => operation with
    {
        Runs = operation.Runs.Add(started.Run, new ProcedureRun(started.Version, ProcessInstance.New(started.Run))
        {
            Caller = started.Caller,
        }),
        Counters = operation.Counters with { Run = Math.Max(operation.Counters.Run, started.Run.Value) },
    };

    private static Operation Advance(Operation operation, RunAdvanced advanced)
    {
        var run = operation.Runs[advanced.Run];
        var next = run with { Instance = ProcessEngine.Apply(run.Instance, advanced.Fact) };
        var after = operation with { Runs = operation.Runs.SetItem(advanced.Run, next) };
        return next is { Suspension: not null, Instance.HasEnded: true } ? Release(after, advanced.Run) : after;
    }

    private static Operation Release(Operation operation, InstanceId run) => operation with
    {
        Runs = operation.Runs.SetItem(run, operation.Runs[run] with { Suspension = null }),
        Kept = operation.Kept?.RemoveAll(each => each.Run == run) is { IsEmpty: false } left ? left : null,
    };

    private static Operation Advance(Operation operation, ServiceLevelFact fact) =>
        operation with { Clocks = operation.Clocks.SetItem(fact.Clock, operation.Clocks[fact.Clock].Apply(fact)) };

    private static Operation WithIncident(Operation operation, Func<Incident, Incident> change) =>
        operation.Incident is { } incident ? operation with { Incident = change(incident) } : operation;

    private static Operation WithItem(Operation operation, WorkItemId id, Func<WorkItem, WorkItem> change) =>
        operation with { WorkItems = operation.WorkItems.SetItem(id, change(operation.WorkItems[id])) };

    private static Operation WithoutItem(Operation operation, WorkItemId id) =>
        operation with { WorkItems = operation.WorkItems.Remove(id) };
}
