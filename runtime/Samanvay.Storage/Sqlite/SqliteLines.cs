using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>
/// Writes what a step changes in the tables that follow from the state, and reads them back to compare.
/// </summary>
internal static class SqliteLines
{
    private const string PutTimer = """
        INSERT INTO timers (city, operation, key, generation, due_at, kind) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (city, operation, key) DO UPDATE
        SET generation = excluded.generation, due_at = excluded.due_at, kind = excluded.kind, reason = NULL
        """;

    private const string PutWorkItem = """
        INSERT INTO work_items (city, operation, key, run, version, element_id, role, state, offered_at,
            acknowledged_by, acknowledged_at, subject, trouble)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (city, operation, key) DO UPDATE
        SET run = excluded.run, version = excluded.version, element_id = excluded.element_id, role = excluded.role,
            state = excluded.state, offered_at = excluded.offered_at, acknowledged_by = excluded.acknowledged_by,
            acknowledged_at = excluded.acknowledged_at, subject = excluded.subject, trouble = excluded.trouble
        """;

    private const string PutClock = """
        INSERT OR REPLACE INTO clocks (city, operation, key, run, work_item, element_id, role, level, metric, scope,
            state, life_safety, started_at, at_risk_at, due_at, breached_at, stopped_at, outcome)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string PutFault = """
        INSERT OR REPLACE INTO faults (city, operation, key, run, element_id, kind, message, retryable, raised_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string RemoveTimer = "DELETE FROM timers WHERE city = ? AND operation = ? AND key = ?";
    private const string RemoveWorkItem = "DELETE FROM work_items WHERE city = ? AND operation = ? AND key = ?";
    private const string RemoveClock = "DELETE FROM clocks WHERE city = ? AND operation = ? AND key = ?";
    private const string RemoveFault = "DELETE FROM faults WHERE city = ? AND operation = ? AND key = ?";

    public static void Save(SqliteSession session, OperationKey operation, OperationLineChanges changes)
    {
        foreach (var key in changes.Timers.Removed) session[RemoveTimer].Bind(operation).Bind(key).Execute();
        foreach (var key in changes.WorkItems.Removed) session[RemoveWorkItem].Bind(operation).Bind(key).Execute();
        foreach (var key in changes.Clocks.Removed) session[RemoveClock].Bind(operation).Bind(key).Execute();
        foreach (var key in changes.Faults.Removed) session[RemoveFault].Bind(operation).Bind(key).Execute();
        foreach (var timer in changes.Timers.Put) Put(session, operation, timer);
        foreach (var item in changes.WorkItems.Put) Put(session, operation, item);
        foreach (var clock in changes.Clocks.Put) Put(session, operation, clock);
        foreach (var fault in changes.Faults.Put) Put(session, operation, fault);
    }

    private static void Put(SqliteSession session, OperationKey operation, TimerLine timer) =>
        session[PutTimer].Bind(operation).Bind(timer.Key).Bind(timer.Generation).Bind(timer.DueAt).Bind(timer.Kind)
            .Execute();

    private static void Put(SqliteSession session, OperationKey operation, WorkItemLine item) =>
        session[PutWorkItem].Bind(operation).Bind(item.Key).Bind(item.Run).Bind(item.Version).Bind(item.ElementId)
            .Bind(item.Role).Bind(item.State).Bind(item.OfferedAt).Bind(item.AcknowledgedBy).Bind(item.AcknowledgedAt)
            .Bind(item.Subject).Bind(item.Trouble).Execute();

    private static void Put(SqliteSession session, OperationKey operation, ClockLine clock) =>
        session[PutClock].Bind(operation).Bind(clock.Key).Bind(clock.Run).Bind(clock.WorkItem).Bind(clock.ElementId)
            .Bind(clock.Role).Bind(clock.Level).Bind(clock.Metric).Bind(clock.Scope).Bind(clock.State)
            .Bind(clock.LifeSafety ? 1 : 0).Bind(clock.StartedAt).Bind(clock.AtRiskAt).Bind(clock.DueAt)
            .Bind(clock.BreachedAt).Bind(clock.StoppedAt).Bind(clock.Outcome).Execute();

    private static void Put(SqliteSession session, OperationKey operation, FaultLine fault) =>
        session[PutFault].Bind(operation).Bind(fault.Key).Bind(fault.Run).Bind(fault.ElementId).Bind(fault.Kind)
            .Bind(fault.Message).Bind(fault.Retryable ? 1 : 0).Bind(fault.RaisedAt).Execute();
}
