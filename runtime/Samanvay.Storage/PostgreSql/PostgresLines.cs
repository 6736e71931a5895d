using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Writes what steps change in the tables that follow from the states, for many operations at once.</summary>
internal static class PostgresLines
{
    private const string PutTimers = """
        INSERT INTO timers (city, operation, key, generation, due_at, kind)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[])
        ON CONFLICT (city, operation, key) DO UPDATE
        SET generation = excluded.generation, due_at = excluded.due_at, kind = excluded.kind, reason = NULL,
            claimed_until = NULL
        """;

    private const string PutWorkItems = """
        INSERT INTO work_items (city, operation, key, run, version, element_id, role, state, offered_at,
            acknowledged_by, acknowledged_at, subject, trouble)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::bigint[], $10::text[], $11::bigint[], $12::text[], $13::text[])
        ON CONFLICT (city, operation, key) DO UPDATE
        SET run = excluded.run, version = excluded.version, element_id = excluded.element_id, role = excluded.role,
            state = excluded.state, offered_at = excluded.offered_at, acknowledged_by = excluded.acknowledged_by,
            acknowledged_at = excluded.acknowledged_at, subject = excluded.subject, trouble = excluded.trouble
        """;

    private const string PutClocks = """
        INSERT INTO clocks (city, operation, key, run, work_item, element_id, role, level, metric, scope, state,
            life_safety, started_at, at_risk_at, due_at, breached_at, stopped_at, outcome)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[], $13::bigint[], $14::bigint[],
            $15::bigint[], $16::bigint[], $17::bigint[], $18::text[])
        ON CONFLICT (city, operation, key) DO UPDATE
        SET run = excluded.run, work_item = excluded.work_item, element_id = excluded.element_id, role = excluded.role,
            level = excluded.level, metric = excluded.metric, scope = excluded.scope, state = excluded.state,
            life_safety = excluded.life_safety, started_at = excluded.started_at, at_risk_at = excluded.at_risk_at,
            due_at = excluded.due_at, breached_at = excluded.breached_at, stopped_at = excluded.stopped_at,
            outcome = excluded.outcome
        """;

    private const string PutFaults = """
        INSERT INTO faults (city, operation, key, run, element_id, kind, message, retryable, raised_at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
            $8::boolean[], $9::bigint[])
        ON CONFLICT (city, operation, key) DO UPDATE
        SET run = excluded.run, element_id = excluded.element_id, kind = excluded.kind, message = excluded.message,
            retryable = excluded.retryable, raised_at = excluded.raised_at
        """;

    private const string Gone = "USING unnest($1::text[], $2::text[], $3::text[]) AS n (city, operation, key)";
    private const string Same = "t.city = n.city AND t.operation = n.operation AND t.key = n.key";
    private const string RemoveTimers = $"DELETE FROM timers t {Gone} WHERE {Same}";
    private const string RemoveWorkItems = $"DELETE FROM work_items t {Gone} WHERE {Same}";
    private const string RemoveClocks = $"DELETE FROM clocks t {Gone} WHERE {Same}";
    private const string RemoveFaults = $"DELETE FROM faults t {Gone} WHERE {Same}";

    public static void Add(
        PostgresBatch statements, IReadOnlyList<(OperationKey Key, OperationLineChanges Changes)> operations)
    {
        Remove(statements, RemoveTimers, operations, changes => changes.Timers.Removed);
        Remove(statements, RemoveWorkItems, operations, changes => changes.WorkItems.Removed);
        Remove(statements, RemoveClocks, operations, changes => changes.Clocks.Removed);
        Remove(statements, RemoveFaults, operations, changes => changes.Faults.Removed);
        Put(statements, PutTimers, operations, changes => changes.Timers.Put, Timers);
        Put(statements, PutWorkItems, operations, changes => changes.WorkItems.Put, WorkItems);
        Put(statements, PutClocks, operations, changes => changes.Clocks.Put, Clocks);
        Put(statements, PutFaults, operations, changes => changes.Faults.Put, Faults);
    }

    private static void Remove(
        PostgresBatch statements, string sql,
        IReadOnlyList<(OperationKey Key, OperationLineChanges Changes)> operations,
        Func<OperationLineChanges, IEnumerable<string>> removed)
    {
        var gone = operations.SelectMany(
            operation => removed(operation.Changes).Select(key => (operation.Key, Line: key))).ToList();
        statements.Add(sql, gone, rows =>
        [
            rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Operation.Text()), rows.Of(row => row.Line),
        ]);
    }

    private static void Put<T>(
        PostgresBatch statements, string sql,
        IReadOnlyList<(OperationKey Key, OperationLineChanges Changes)> operations,
        Func<OperationLineChanges, IEnumerable<T>> put, Func<Columns<(OperationKey Key, T Line)>, object[]> columns)
        where T : IOperationLine
    {
        var lines = operations.SelectMany(
            operation => put(operation.Changes).Select(line => (operation.Key, line))).ToList();
        statements.Add(sql, lines, rows =>
        [
            rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Operation.Text()), rows.Of(row => row.line.Key),
            .. columns(rows),
        ]);
    }

    private static object[] Timers(Columns<(OperationKey Key, TimerLine Line)> rows) =>
    [
        rows.Of(row => row.Line.Generation), rows.Of(row => row.Line.DueAt.Stored()), rows.Of(row => row.Line.Kind),
    ];

    private static object[] WorkItems(Columns<(OperationKey Key, WorkItemLine Line)> rows) =>
    [
        rows.Of(row => row.Line.Run), rows.Of(row => row.Line.Version), rows.Of(row => row.Line.ElementId),
        rows.Of(row => row.Line.Role), rows.Of(row => row.Line.State), rows.Of(row => row.Line.OfferedAt.Stored()),
        rows.Of(row => row.Line.AcknowledgedBy), rows.Of(row => row.Line.AcknowledgedAt.Stored()),
        rows.Of(row => row.Line.Subject), rows.Of(row => row.Line.Trouble),
    ];

    private static object[] Clocks(Columns<(OperationKey Key, ClockLine Line)> rows) =>
    [
        rows.Of(row => row.Line.Run), rows.Of(row => row.Line.WorkItem), rows.Of(row => row.Line.ElementId),
        rows.Of(row => row.Line.Role), rows.Of(row => row.Line.Level), rows.Of(row => row.Line.Metric),
        rows.Of(row => row.Line.Scope), rows.Of(row => row.Line.State), rows.Of(row => row.Line.LifeSafety),
        rows.Of(row => row.Line.StartedAt.Stored()), rows.Of(row => row.Line.AtRiskAt.Stored()),
        rows.Of(row => row.Line.DueAt.Stored()), rows.Of(row => row.Line.BreachedAt.Stored()),
        rows.Of(row => row.Line.StoppedAt.Stored()), rows.Of(row => row.Line.Outcome),
    ];

    private static object[] Faults(Columns<(OperationKey Key, FaultLine Line)> rows) =>
    [
        rows.Of(row => row.Line.Run), rows.Of(row => row.Line.ElementId), rows.Of(row => row.Line.Kind),
        rows.Of(row => row.Line.Message), rows.Of(row => row.Line.Retryable),
        rows.Of(row => row.Line.RaisedAt.Stored()),
    ];
}
