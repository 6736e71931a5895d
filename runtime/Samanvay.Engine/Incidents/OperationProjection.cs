using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// The rows that follow from a state: a pure function, so that the store can write differences and the reconciler can
/// compare.
/// </summary>
public static class OperationProjection
{
    public static OperationRows Of(Operation operation, CalendarBook calendars) => new(
        Timers(operation, calendars),
        [.. operation.WorkItems.Values],
        operation.Clocks,
        Faults(operation));

    public static ImmutableSortedDictionary<TimerKey, OperationTimer> Timers(Operation operation,
        CalendarBook calendars)
    {
        var timers = ImmutableSortedDictionary.CreateBuilder<TimerKey, OperationTimer>();
        foreach (var (run, procedureRun) in operation.Runs)
        {
            // A held run's timers keep their instants and are due at once when it goes on.
            if (procedureRun.Suspension is not null)
                continue;

            foreach (var timer in procedureRun.Instance.Timers.Values)
                timers[TimerKey.Of(run, timer.Id)] = new OperationTimer(timer.DueAt, 0, OperationTimerKind.Process);
        }

        foreach (var (id, clock) in operation.Clocks)
        {
            if (clock.NextDue(calendars) is { } due)
                timers[TimerKey.Of(id)] = new OperationTimer(due, clock.State.Generation, OperationTimerKind.Clock);
        }

        return timers.ToImmutable();
    }

    private static ImmutableArray<RunFault> Faults(Operation operation) =>
    [
        .. operation.Runs.SelectMany(run =>
            run.Value.Instance.Faults.Values.Select(fault => new RunFault(run.Key, fault))),
    ];
}

/// <summary>What a state asks the tables to hold.</summary>
public sealed record OperationRows(
    ImmutableSortedDictionary<TimerKey, OperationTimer> Timers,
    ImmutableArray<WorkItem> WorkItems,
    ImmutableSortedDictionary<ClockId, AttachedClock> Clocks,
    ImmutableArray<RunFault> Faults);

/// <summary>An instant at which the operation wants a <see cref="FireDue"/>.</summary>
public sealed record OperationTimer(Instant DueAt, int Generation, OperationTimerKind Kind);

/// <summary>
/// What fires: the shell holds clocks back while the host's time is in doubt (sla.md 3.1), the rest goes on.
/// </summary>
public enum OperationTimerKind { Process, Clock }

public sealed record RunFault(InstanceId Run, Fault Fault);
