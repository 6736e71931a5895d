using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Reads the lines of one operation, as <see cref="PostgresLines"/> wrote them.</summary>
internal static class PostgresLineReader
{
    private const string Header = """
        SELECT kind, title, severity, opened_at, ended_at, ward, asset, latitude, longitude, dedupe_key
        FROM operations WHERE city = $1 AND id = $2
        """;

    private const string Timers = "SELECT key, generation, due_at, kind FROM timers WHERE city = $1 AND operation = $2";

    private const string WorkItems = """
        SELECT key, run, version, element_id, role, state, offered_at, acknowledged_by, acknowledged_at, subject,
            trouble
        FROM work_items WHERE city = $1 AND operation = $2
        """;

    private const string Clocks = """
        SELECT key, run, level, metric, state, started_at, work_item, element_id, role, scope, life_safety,
            at_risk_at, due_at, breached_at, stopped_at, outcome
        FROM clocks WHERE city = $1 AND operation = $2
        """;

    private const string Faults = """
        SELECT key, run, element_id, kind, message, retryable, raised_at
        FROM faults WHERE city = $1 AND operation = $2
        """;

    public static async Task<OperationLines> ReadAsync(PostgresSession session, OperationKey key)
    {
        var (city, id) = (key.City.Value, key.Operation.Text());
        return new OperationLines(
            (await session.QueryAsync(Header, ReadHeader, city, id)).SingleOrDefault()
                ?? new OperationHeader(null, null, null, null, null),
            [.. await session.QueryAsync(Timers, ReadTimer, city, id)],
            [.. await session.QueryAsync(WorkItems, ReadWorkItem, city, id)],
            [.. await session.QueryAsync(Clocks, ReadClock, city, id)],
            [.. await session.QueryAsync(Faults, ReadFault, city, id)]);
    }

    private static OperationHeader ReadHeader(NpgsqlDataReader row) => new(
        row.OptionalText(0), row.OptionalText(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.OptionalInstant(3),
        row.OptionalInstant(4))
    {
        Ward = row.OptionalText(5),
        Asset = row.OptionalText(6),
        Latitude = row.OptionalDouble(7),
        Longitude = row.OptionalDouble(8),
        DedupeKey = row.OptionalText(9),
    };

    private static TimerLine ReadTimer(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.Instant(2), row.GetString(3));

    private static WorkItemLine ReadWorkItem(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.Instant(6))
    {
        AcknowledgedBy = row.OptionalText(7),
        AcknowledgedAt = row.OptionalInstant(8),
        Subject = row.OptionalText(9),
        Trouble = row.OptionalText(10),
    };

    private static ClockLine ReadClock(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Instant(5))
    {
        WorkItem = row.OptionalText(6),
        ElementId = row.OptionalText(7),
        Role = row.OptionalText(8),
        Scope = row.GetString(9),
        LifeSafety = row.GetBoolean(10),
        AtRiskAt = row.OptionalInstant(11),
        DueAt = row.OptionalInstant(12),
        BreachedAt = row.OptionalInstant(13),
        StoppedAt = row.OptionalInstant(14),
        Outcome = row.OptionalText(15),
    };

    private static FaultLine ReadFault(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
        row.Instant(6));
}
