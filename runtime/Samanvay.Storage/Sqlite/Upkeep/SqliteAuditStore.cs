using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Reads histories and hashes in SQLite, beside the running work.</summary>
internal sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    private const string Heads = """
        SELECT city, id, sequence, hash FROM operations WHERE (city, id) > (?, ?) ORDER BY city, id LIMIT ?
        """;

    private const string History = """
        SELECT sequence, at, body, hash FROM history WHERE city = ? AND operation = ? AND sequence <= ?
        ORDER BY sequence
        """;

    private const string Find = """
        SELECT city, operation, sequence, hash FROM history WHERE city = ? AND operation = ? AND sequence = ?
        """;

    private const string Archived = """
        SELECT city, operation, sequence, hash, archive, digest, ended_at, archived_at FROM archived_operations
        WHERE (archive, city, operation) > (?, ?, ?) ORDER BY archive, city, operation LIMIT ?
        """;

    private const string FindArchived = """
        SELECT city, operation, sequence, hash, archive, digest, ended_at, archived_at FROM archived_operations
        WHERE city = ? AND operation = ?
        """;

    private const string WithoutState = """
        SELECT DISTINCT city, operation FROM history
        WHERE (city, operation) NOT IN (SELECT city, id FROM operations) LIMIT ?
        """;

    public async ValueTask<IReadOnlyList<ChainHead>> HeadsAsync(
        OperationKey? after, int limit, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => session[Heads].Bind(after?.City.Value ?? "").Bind(after?.Operation.ToString() ?? "").Bind(limit)
                .Read(Head), cancellation);

    public async ValueTask<IReadOnlyList<HistoryEntry>> HistoryAsync(
        OperationKey key, long upTo, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => session[History].Bind(key).Bind(upTo)
                .Read(row => new HistoryEntry(row.Long(0), row.Instant(1), row.Bytes(2), row.Bytes(3))), cancellation);

    public async ValueTask<IReadOnlyList<ChainHead>> FindAsync(
        IReadOnlyCollection<OperationSequence> entries, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => entries.SelectMany(
                entry => session[Find].Bind(entry.Key).Bind(entry.Sequence).Read(Head)).ToList(), cancellation);

    public async ValueTask<IReadOnlyList<ArchivedOperation>> ArchivedAsync(
        ArchivedOperation? after, int limit, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => session[Archived].Bind(after?.Archive ?? "").Bind(after?.Key.City.Value ?? "")
                .Bind(after?.Key.Operation.ToString() ?? "").Bind(limit).Read(Left), cancellation);

    public async ValueTask<IReadOnlyList<ArchivedOperation>> FindArchivedAsync(
        IReadOnlyCollection<OperationKey> operations, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => operations.SelectMany(key => session[FindArchived].Bind(key).Read(Left)).ToList(),
            cancellation);

    public async ValueTask<IReadOnlyList<OperationKey>> WithoutStateAsync(
        int limit, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => session[WithoutState].Bind(limit).Read(row => row.OperationKey(0)), cancellation);

    private static ArchivedOperation Left(SqliteStatement row) =>
        new(row.OperationKey(0), row.Long(2), row.Bytes(3), row.Text(4), row.Text(5))
        {
            EndedAt = row.Instant(6), ArchivedAt = row.Instant(7),
        };

    private static ChainHead Head(SqliteStatement row) => new(row.OperationKey(0), row.Long(2), row.Bytes(3));
}
