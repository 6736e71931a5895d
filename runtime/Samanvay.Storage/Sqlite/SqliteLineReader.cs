using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>Reads the lines of one operation, as <see cref="SqliteLines"/> wrote them.</summary>
internal static class SqliteLineReader
{
    private const string Header = """
        SELECT kind, title, severity, opened_at, ended_at, ward, asset, latitude, longitude, dedupe_key,
            held
        FROM operations WHERE city = ? AND id = ?
        """;

    private const string Timers = "SELECT key, generation, due_at, kind FROM timers WHERE city = ? AND operation = ?";

    private const string WorkItems = """
        SELECT key, run, version, element_id, role, state, offered_at, acknowledged_by, acknowledged_at, subject,
            trouble
        FROM work_items WHERE city = ? AND operation = ?
        """;

    private const string Clocks = """
        SELECT key, run, level, metric, state, started_at, work_item, element_id, role, scope, life_safety,
            at_risk_at, due_at, breached_at, stopped_at, outcome
        FROM clocks WHERE city = ? AND operation = ?
        """;

    private const string Faults = """
        SELECT key, run, element_id, kind, message, retryable, raised_at FROM faults WHERE city = ? AND operation = ?
        """;

    public static OperationLines Read(SqliteSession session, OperationKey key) => new(
        session[Header].Bind(key).Read(ReadHeader).SingleOrDefault()
            ?? new OperationHeader(null, null, null, null, null),
        [.. session[Timers].Bind(key).Read(ReadTimer)],
        [.. session[WorkItems].Bind(key).Read(ReadWorkItem)],
        [.. session[Clocks].Bind(key).Read(ReadClock)],
        [.. session[Faults].Bind(key).Read(ReadFault)]);

    private static OperationHeader ReadHeader(SqliteStatement row) => new(
        row.OptionalText(0), row.OptionalText(1), row.IsNull(2) ? null : row.Integer(2), row.OptionalInstant(3),
        row.OptionalInstant(4))
    {
        Ward = row.OptionalText(5),
        Asset = row.OptionalText(6),
        Latitude = row.IsNull(7) ? null : row.Double(7),
        Longitude = row.IsNull(8) ? null : row.Double(8),
        DedupeKey = row.OptionalText(9),
        Held = row.OptionalText(10),
    };

    private static TimerLine ReadTimer(SqliteStatement row) => new(
        row.Text(0), row.Integer(1), row.Instant(2), row.Text(3));

    private static WorkItemLine ReadWorkItem(SqliteStatement row) => new(
        row.Text(0), row.Integer(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Instant(6))
    {
        AcknowledgedBy = row.OptionalText(7),
        AcknowledgedAt = row.OptionalInstant(8),
        Subject = row.OptionalText(9),
        Trouble = row.OptionalText(10),
    };

    private static ClockLine ReadClock(SqliteStatement row) => new(
        row.Text(0), row.Integer(1), row.Text(2), row.Text(3), row.Text(4), row.Instant(5))
    {
        WorkItem = row.OptionalText(6),
        ElementId = row.OptionalText(7),
        Role = row.OptionalText(8),
        Scope = row.Text(9),
        LifeSafety = row.Integer(10) != 0,
        AtRiskAt = row.OptionalInstant(11),
        DueAt = row.OptionalInstant(12),
        BreachedAt = row.OptionalInstant(13),
        StoppedAt = row.OptionalInstant(14),
        Outcome = row.OptionalText(15),
    };

    private static FaultLine ReadFault(SqliteStatement row) => new(
        row.Text(0), row.Integer(1), row.Text(2), row.Text(3), row.Text(4), row.Integer(5) != 0, row.Instant(6));
}
