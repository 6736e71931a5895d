using Npgsql;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Upkeep;

/// <summary>Reads histories and hashes in PostgreSQL, beside the running work.</summary>
internal sealed class PostgresAuditStore(PostgresDatabase database) : IAuditStore
{
    private const string Heads = """
        SELECT city, id, sequence, hash FROM operations WHERE (city, id) > ($1, $2) ORDER BY city, id LIMIT $3
        """;

    private const string History = """
        SELECT sequence, at, body, hash FROM history WHERE city = $1 AND operation = $2 AND sequence <= $3
        ORDER BY sequence
        """;

    private const string Find = """
        SELECT h.city, h.operation, h.sequence, h.hash FROM history h
        JOIN unnest($1::text[], $2::text[], $3::bigint[]) AS n (city, operation, sequence)
          ON h.city = n.city AND h.operation = n.operation AND h.sequence = n.sequence
        """;

    private const string Archived = """
        SELECT city, operation, sequence, hash, archive, digest, ended_at, archived_at FROM archived_operations
        WHERE (archive, city, operation) > ($1, $2, $3) ORDER BY archive, city, operation LIMIT $4
        """;

    private const string FindArchived = """
        SELECT a.city, a.operation, a.sequence, a.hash, a.archive, a.digest, a.ended_at, a.archived_at
        FROM archived_operations a JOIN unnest($1::text[], $2::text[]) AS k (city, operation)
          ON a.city = k.city AND a.operation = k.operation
        """;

    private const string WithoutState = """
        SELECT DISTINCT h.city, h.operation FROM history h
        LEFT JOIN operations o ON o.city = h.city AND o.id = h.operation WHERE o.id IS NULL LIMIT $1
        """;

    public async ValueTask<IReadOnlyList<ChainHead>> HeadsAsync(
        OperationKey? after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                Heads, Head, after?.City.Value ?? "", after?.Operation.Text() ?? "", limit), cancellation);

    public async ValueTask<IReadOnlyList<HistoryEntry>> HistoryAsync(
        OperationKey key, long upTo, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                History, row => new HistoryEntry(row.GetInt64(0), row.Instant(1), row.Bytes(2), row.Bytes(3)),
                key.City.Value, key.Operation.Text(), upTo), cancellation);

    public async ValueTask<IReadOnlyList<ChainHead>> FindAsync(
        IReadOnlyCollection<OperationSequence> entries, CancellationToken cancellation)
    {
        var rows = new Columns<OperationSequence>([.. entries]);
        return await database.ReadAsync(
            session => session.QueryAsync(
                Find, Head, rows.Of(entry => entry.Key.City.Value), rows.Of(entry => entry.Key.Operation.Text()),
                rows.Of(entry => entry.Sequence)), cancellation);
    }

    public async ValueTask<IReadOnlyList<ArchivedOperation>> ArchivedAsync(
        ArchivedOperation? after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                Archived, Left, after?.Archive ?? "", after?.Key.City.Value ?? "",
                after?.Key.Operation.Text() ?? "", limit), cancellation);

    public async ValueTask<IReadOnlyList<ArchivedOperation>> FindArchivedAsync(
        IReadOnlyCollection<OperationKey> operations, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                FindArchived, Left, operations.Select(key => key.City.Value).ToArray(),
                operations.Select(key => key.Operation.Text()).ToArray()),
            cancellation);

    public async ValueTask<IReadOnlyList<OperationKey>> WithoutStateAsync(
        int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(WithoutState, row => row.OperationKey(0), limit), cancellation);

    private static ArchivedOperation Left(NpgsqlDataReader row) =>
        new(row.OperationKey(0), row.GetInt64(2), row.Bytes(3), row.GetString(4), row.GetString(5))
        {
            EndedAt = row.Instant(6), ArchivedAt = row.Instant(7),
        };

    private static ChainHead Head(NpgsqlDataReader row) =>
        new(row.OperationKey(0), row.GetInt64(2), row.Bytes(3));
}
