using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Reads the lines of operations, as <see cref="PostgresLines"/> wrote them.</summary>
internal static class PostgresLineReader
{
    private const string Header = """
        SELECT kind, title, severity, opened_at, ended_at, ward, asset, latitude, longitude, dedupe_key,
            held, o.city, o.id
        FROM unnest($1::text[], $2::text[]) AS k (city, id) JOIN operations o ON o.city = k.city AND o.id = k.id
        """;

    private const string Among = "FROM unnest($1::text[], $2::text[]) AS k (city, operation)";
    private const string Same = "t.city = k.city AND t.operation = k.operation";

    private const string Timers = $"""
        SELECT key, generation, due_at, kind, t.city, t.operation {Among} JOIN timers t ON {Same}
        """;

    private const string WorkItems = $"""
        SELECT key, run, version, element_id, role, state, offered_at, acknowledged_by, acknowledged_at, subject,
            trouble, t.city, t.operation
        {Among} JOIN work_items t ON {Same}
        """;

    private const string Clocks = $"""
        SELECT key, run, level, metric, state, started_at, work_item, element_id, role, scope, life_safety,
            at_risk_at, due_at, breached_at, stopped_at, outcome, t.city, t.operation
        {Among} JOIN clocks t ON {Same}
        """;

    private const string Faults = $"""
        SELECT key, run, element_id, kind, message, retryable, raised_at, t.city, t.operation
        {Among} JOIN faults t ON {Same}
        """;

    /// <summary>City and operation, column by column, as the statements take them.</summary>
    public static object[] Names(IReadOnlyCollection<OperationKey> keys) =>
        [keys.Select(key => key.City.Value).ToArray(), keys.Select(key => key.Operation.Text()).ToArray()];

    /// <summary>Says of each operation what was found.</summary>
    public static async Task<Func<OperationKey, OperationLines>> ReadAsync(
        PostgresSession session, IReadOnlyCollection<OperationKey> keys)
    {
        var headers = await AllAsync(Header, ReadHeader, 11);
        var timers = await AllAsync(Timers, ReadTimer, 4);
        var items = await AllAsync(WorkItems, ReadWorkItem, 11);
        var clocks = await AllAsync(Clocks, ReadClock, 16);
        var faults = await AllAsync(Faults, ReadFault, 7);
        return key => new OperationLines(
            headers[key].SingleOrDefault() ?? OperationLines.None.Header, [.. timers[key]], [.. items[key]],
            [.. clocks[key]], [.. faults[key]]);

        async Task<ILookup<OperationKey, T>> AllAsync<T>(string sql, Func<NpgsqlDataReader, T> line, int place) =>
            (await session.QueryAsync(sql, row => (Key: row.OperationKey(place), Line: line(row)), Names(keys)))
                .ToLookup(row => row.Key, row => row.Line);
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
        Held = row.OptionalText(10),
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
