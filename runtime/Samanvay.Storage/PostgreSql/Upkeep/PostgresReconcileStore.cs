using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Upkeep;

/// <summary>Reads back what the steps wrote, while nobody else can step the operation.</summary>
internal sealed class PostgresReconcileStore(PostgresDatabase database) : IReconcileStore
{
    // Place and limit stand in each part: around the union every page would read the tables whole.
    private const string Open = """
        (SELECT city, id FROM operations WHERE (city, id) > ($1, $2) AND ended_at IS NULL ORDER BY 1, 2 LIMIT $3)
        UNION (SELECT DISTINCT city, operation FROM timers WHERE (city, operation) > ($1, $2) ORDER BY 1, 2 LIMIT $3)
        UNION (SELECT DISTINCT city, operation FROM work_items WHERE (city, operation) > ($1, $2)
            ORDER BY 1, 2 LIMIT $3)
        UNION (SELECT DISTINCT city, operation FROM faults WHERE (city, operation) > ($1, $2) ORDER BY 1, 2 LIMIT $3)
        ORDER BY 1, 2 LIMIT $3
        """;

    private const string Load = """
        SELECT o.city, o.id, o.sequence, o.state, o.hash FROM unnest($1::text[], $2::text[]) AS k (city, id)
        JOIN operations o ON o.city = k.city AND o.id = k.id
        """;

    private const string Lock = """
        SELECT city, id, sequence, state, hash FROM operations WHERE city = $1 AND id = $2 FOR UPDATE
        """;

    private const string PutHeader = """
        UPDATE operations SET kind = $1::text, title = $2::text, severity = $3::int, opened_at = $4::bigint,
            ended_at = $5::bigint, ward = $6::text, asset = $7::text, latitude = $8::float8, longitude = $9::float8,
            dedupe_key = $10::text, held = $11::text
        WHERE city = $12 AND id = $13
        """;

    public async ValueTask<IReadOnlyList<OperationKey>> OpenAsync(
        OperationKey? after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                Open, row => row.OperationKey(0), after?.City.Value ?? "", after?.Operation.Text() ?? "", limit),
            cancellation);

    public async ValueTask<IReadOnlyList<ReconcileRow>> LookAsync(
        IReadOnlyList<OperationKey> keys, CancellationToken cancellation) =>
        await database.ReadAsync(
            async session =>
            {
                var stored = (await session.QueryAsync(
                    Load,
                    row => new StoredOperation(row.OperationKey(0), row.GetInt64(2), row.Bytes(3), row.Bytes(4)),
                    PostgresLineReader.Names(keys))).ToDictionary(operation => operation.Key);
                var found = await PostgresLineReader.ReadAsync(session, keys);
                return keys.Select(
                    key => new ReconcileRow(key, stored.GetValueOrDefault(key), found(key))).ToList();
            },
            cancellation);

    public ValueTask<int> RepairAsync(
        OperationKey key, Func<StoredOperation?, OperationLines?> derive, CancellationToken cancellation) =>
        database.WriteAsync(session => RepairAsync(session, key, derive), cancellation);

    private static async Task<int> RepairAsync(
        PostgresSession session, OperationKey key, Func<StoredOperation?, OperationLines?> derive)
    {
        var stored = await session.QueryAsync(
            Lock, row => new StoredOperation(key, row.GetInt64(2), row.Bytes(3), row.Bytes(4)), key.City.Value,
            key.Operation.Text());
        var expected = derive(stored.SingleOrDefault()) ?? OperationLines.None;
        var found = (await PostgresLineReader.ReadAsync(session, [key]))(key);
        var changes = OperationLineChanges.Between(found, expected);
        var statements = new PostgresBatch();
        PostgresLines.Add(statements, [(key, changes)]);
        if (found.Header != expected.Header) Add(statements, key, expected.Header);
        await session.ExecuteAsync(statements);
        return found.Header == expected.Header ? changes.Count : changes.Count + 1;
    }

    private static void Add(PostgresBatch statements, OperationKey key, OperationHeader header) => statements.Add(
        PutHeader, header.Kind, header.Title, header.Severity, header.OpenedAt.Stored(), header.EndedAt.Stored(),
        header.Ward, header.Asset, header.Latitude, header.Longitude, header.DedupeKey, header.Held,
        key.City.Value, key.Operation.Text());
}
