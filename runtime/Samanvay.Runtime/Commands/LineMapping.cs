using System.Globalization;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Commands;

/// <summary>From the engine's projection of a state to the lines of the tables.</summary>
public static class LineMapping
{
    public static OperationLines Of(Operation operation, CalendarBook calendars)
    {
        var rows = OperationProjection.Of(operation, calendars);
        return new OperationLines(
            Header(operation),
            [.. rows.Timers.Select(timer => Timer(timer.Key, timer.Value))],
            [.. rows.WorkItems.Select(item => WorkItem(operation, item))],
            [.. rows.Clocks.Select(clock => Clock(clock.Key, clock.Value))],
            [.. rows.Faults.Select(Fault)]);
    }

    /// <summary>The promises whose outcome is known in a state, and which the state keeps no longer than one
    /// step.</summary>
    public static IEnumerable<ClockLine> Over(Operation operation) => operation.Clocks
        .Where(clock => clock.Value.State.Outcome is not null).Select(clock => Clock(clock.Key, clock.Value));

    private static OperationHeader Header(Operation operation)
    {
        if (operation.Incident is not { } incident) return OfRuns(operation);
        return new OperationHeader(
            incident.Kind, incident.Title, (int)incident.Severity, Cut(incident.OpenedAt), Cut(incident.ClosedAt))
        {
            Ward = incident.Place.Ward,
            Asset = incident.Place.Asset,
            Latitude = incident.Place.Latitude,
            Longitude = incident.Place.Longitude,
            DedupeKey = incident.DedupeKey,
            Held = Held(operation),
        };
    }

    private static OperationHeader OfRuns(Operation operation)
    {
        var instances = operation.Runs.Values.Select(run => run.Instance).ToList();
        var ended = instances.TrueForAll(instance => instance.EndedAt is not null);
        return new OperationHeader(
            null, null, null, Cut(instances.Min(instance => instance.StartedAt)),
            ended ? Cut(instances.Max(instance => instance.EndedAt)) : null)
        {
            Held = Held(operation),
        };
    }

    private static string? Held(Operation operation)
    {
        var held =
            from run in operation.Runs
            where run.Value is { Suspension: not null, Instance.EndedAt: null }
            select Text(run.Key.Value);
        return string.Join(' ', held) is { Length: > 0 } numbers ? numbers : null;
    }

    private static TimerLine Timer(TimerKey key, OperationTimer timer) =>
        new(key.Value, timer.Generation, NotBefore(timer.DueAt), TimerKinds.Of(timer.Kind));

    private static WorkItemLine WorkItem(Operation operation, WorkItem item) => new(
        Text(item.Id.Value), item.Run.Value, operation.Runs[item.Run].Version.Value, item.ElementId, item.Role,
        item.State.ToString(), Cut(item.OfferedAt))
    {
        AcknowledgedBy = item.AcknowledgedBy,
        AcknowledgedAt = Cut(item.AcknowledgedAt),
        Subject = item.Subject,
        Trouble = item.Trouble,
    };

    private static ClockLine Clock(ClockId id, AttachedClock clock)
    {
        var (state, subject) = (clock.State, clock.Subject);
        return new ClockLine(
            Text(id.Value), subject.Run.Value, state.Level.Id, state.Level.Metric.ToString(), state.State.ToString(),
            Cut(state.StartedAt))
        {
            WorkItem = subject.Item is { } item ? Text(item.Value) : null,
            ElementId = subject.ElementId,
            Role = subject.Role,
            Scope = state.Level.Scope.ToString(),
            LifeSafety = state.Level.LifeSafety,
            AtRiskAt = state.Schedule.Warnings.IsEmpty ? null : Cut(state.Schedule.Warnings.Min(warning => warning.At)),
            DueAt = Cut(state.DueAt),
            BreachedAt = Cut(state.BreachedAt),
            StoppedAt = Cut(state.StoppedAt),
            Outcome = state.Outcome?.ToString(),
        };
    }

    private static FaultLine Fault(RunFault fault) => new(
        $"{Text(fault.Run.Value)}/{Text(fault.Fault.Id.Value)}", fault.Run.Value, fault.Fault.Element,
        fault.Fault.Kind.ToString(), fault.Fault.Message, fault.Fault.Retryable, Cut(fault.Fault.RaisedAt));

    // Tables hold milliseconds: a timer fires at the first one that is not too early, everything else is cut.
    private static Instant NotBefore(Instant instant) =>
        Cut(instant) is var cut && cut < instant ? cut + Duration.FromMilliseconds(1) : cut;

    private static Instant Cut(Instant instant) => Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static Instant? Cut(Instant? instant) => instant is { } value ? Cut(value) : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
