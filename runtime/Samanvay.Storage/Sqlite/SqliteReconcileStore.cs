using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>Reads back what the steps wrote, in one transaction with the state that it must follow from.</summary>
internal sealed class SqliteReconcileStore(SqliteDatabase database) : IReconcileStore
{
    private const string Open = """
        SELECT city, id FROM (
            SELECT city, id FROM operations WHERE ended_at IS NULL
            UNION SELECT city, operation FROM timers
            UNION SELECT city, operation FROM work_items
            UNION SELECT city, operation FROM faults)
        WHERE (city, id) > (?, ?) ORDER BY city, id LIMIT ?
        """;

    private const string Load = "SELECT city, id, sequence, state, hash FROM operations WHERE city = ? AND id = ?";

    private const string PutHeader = """
        UPDATE operations SET kind = ?, title = ?, severity = ?, opened_at = ?, ended_at = ?, ward = ?, asset = ?,
            latitude = ?, longitude = ?, dedupe_key = ?
        WHERE city = ? AND id = ?
        """;

    private static readonly OperationLines Nothing =
        new(new OperationHeader(null, null, null, null, null), [], [], [], []);

    public async ValueTask<IReadOnlyList<OperationKey>> OpenAsync(
        OperationKey? after, int limit, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => session[Open].Bind(after?.City.Value ?? "").Bind(after?.Operation.ToString() ?? "").Bind(limit)
                .Read(row => row.OperationKey(0)), cancellation);

    public ValueTask<int> RepairAsync(
        OperationKey key, Func<StoredOperation?, OperationLines?> derive, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                var stored = session[Load].Bind(key).Read(
                    row => new StoredOperation(key, row.Long(2), row.Bytes(3), row.Bytes(4))).SingleOrDefault();
                var expected = derive(stored) ?? Nothing;
                var found = SqliteLineReader.Read(session, key);
                var changes = OperationLineChanges.Between(found, expected);
                if (changes.Count > 0) SqliteLines.Save(session, key, changes);
                if (found.Header == expected.Header) return changes.Count;
                Save(session, key, expected.Header);
                return changes.Count + 1;
            }, cancellation);

    private static void Save(SqliteSession session, OperationKey key, OperationHeader header) =>
        session[PutHeader].Bind(header.Kind).Bind(header.Title).Bind(header.Severity).Bind(header.OpenedAt)
            .Bind(header.EndedAt).Bind(header.Ward).Bind(header.Asset).Bind(header.Latitude).Bind(header.Longitude)
            .Bind(header.DedupeKey).Bind(key).Execute();
}
