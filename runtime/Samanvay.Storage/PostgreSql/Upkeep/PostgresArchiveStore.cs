using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Upkeep;

/// <summary>Takes what is archived out of PostgreSQL: all of it in one transaction, or nothing.</summary>
internal sealed class PostgresArchiveStore(PostgresDatabase database, ISchema schema) : IArchiveStore
{
    private const string NothingIsOpen = """
        NOT EXISTS (SELECT 1 FROM timers WHERE city = o.city AND operation = o.id)
          AND NOT EXISTS (SELECT 1 FROM work_items WHERE city = o.city AND operation = o.id)
          AND NOT EXISTS (SELECT 1 FROM faults WHERE city = o.city AND operation = o.id)
          AND NOT EXISTS (SELECT 1 FROM outbox WHERE city = o.city AND operation = o.id AND status <> 1)
          AND NOT EXISTS (SELECT 1 FROM inbox WHERE city = o.city AND lane = o.id)
        """;

    private const string Ended = $"""
        SELECT city, id, ended_at, sequence, hash FROM operations o
        WHERE city = $1 AND ended_at IS NOT NULL AND ended_at < $2 AND (ended_at, id) > ($3, $4) AND {NothingIsOpen}
        ORDER BY ended_at, id LIMIT $5
        """;

    private const string Lock = $"""
        SELECT o.city, o.id, o.sequence, o.hash
        FROM unnest($1::text[], $2::text[]) AS k (city, id) JOIN operations o ON o.city = k.city AND o.id = k.id
        WHERE o.ended_at IS NOT NULL AND {NothingIsOpen}
        ORDER BY o.city, o.id FOR UPDATE OF o
        """;

    private const string Leave = """
        INSERT INTO archived_operations (city, operation, sequence, hash, archive, digest, ended_at, archived_at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[], $5::text[], $6::text[], $7::bigint[],
            $8::bigint[])
        """;

    private const string IsUsed = "SELECT EXISTS (SELECT 1 FROM archived_operations WHERE archive = $1)";

    private static readonly (string Table, string Id)[] Owned =
    [
        ("history", "operation"), ("clocks", "operation"), ("outbox", "operation"), ("notifications", "operation"),
        ("operations", "id"),
    ];

    public ValueTask<IAsyncDisposable> AloneAsync(CancellationToken cancellation) =>
        schema.AloneAsync("archive", cancellation);

    public async ValueTask<IReadOnlyList<EndedOperation>> EndedAsync(
        CityId city, Instant before, EndedOperation? after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                Ended,
                row => new EndedOperation(row.OperationKey(0), row.Instant(2), row.GetInt64(3), row.Bytes(4)),
                city.Value, before.Stored(), after?.EndedAt.Stored() ?? 0, after?.Key.Operation.Text() ?? "", limit),
            cancellation);

    public ValueTask<bool> DeleteAsync(
        IReadOnlyList<ArchivedOperation> operations, CancellationToken cancellation) =>
        database.WriteAsync(session => DeleteAsync(session, operations), cancellation);

    public async ValueTask<bool> IsUsedAsync(string archive, CancellationToken cancellation) =>
        (await database.ReadAsync(
            session => session.QueryAsync(IsUsed, row => row.GetBoolean(0), archive), cancellation))[0];

    private static async Task<bool> DeleteAsync(PostgresSession session, IReadOnlyList<ArchivedOperation> operations)
    {
        var rows = new Columns<ArchivedOperation>(operations);
        object[] names = [rows.Of(one => one.Key.City.Value), rows.Of(one => one.Key.Operation.Text())];
        var found = (await session.QueryAsync(
            Lock, row => (Key: row.OperationKey(0), Sequence: row.GetInt64(2), Hash: row.Bytes(3)), names))
            .ToDictionary(row => row.Key);
        if (!operations.All(one => found.TryGetValue(one.Key, out var row) && row.Sequence == one.Sequence
            && one.Hash.Span.SequenceEqual(row.Hash)))
        {
            return false;
        }

        await session.ExecuteAsync(
            Leave,
            [
                .. names, rows.Of(one => one.Sequence), rows.Of(one => one.Hash.Stored()), rows.Of(one => one.Archive),
                rows.Of(one => one.Digest), rows.Of(one => one.EndedAt.Stored()),
                rows.Of(one => one.ArchivedAt.Stored()),
            ]);
        foreach (var (table, id) in Owned)
        {
            await session.ExecuteAsync(
                $"DELETE FROM {table} t USING unnest($1::text[], $2::text[]) AS k (city, id) "
                    + $"WHERE t.city = k.city AND t.{id} = k.id",
                names);
        }

        return true;
    }
}
