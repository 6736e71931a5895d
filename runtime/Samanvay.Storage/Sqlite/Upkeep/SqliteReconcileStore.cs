using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Reads back what the steps wrote, in one transaction with the state that it must follow from.</summary>
internal sealed class SqliteReconcileStore(SqliteDatabase database) : IReconcileStore
{
    private const int AtOnce = 20;

    // The place to go on from stands in each part: around the union every page would read the tables whole.
    private const string Open = """
        SELECT city, id FROM operations WHERE (city, id) > (?1, ?2) AND ended_at IS NULL
        UNION SELECT city, operation FROM timers WHERE (city, operation) > (?1, ?2)
        UNION SELECT city, operation FROM work_items WHERE (city, operation) > (?1, ?2)
        UNION SELECT city, operation FROM faults WHERE (city, operation) > (?1, ?2)
        ORDER BY 1, 2 LIMIT ?3
        """;

    private const string Load = "SELECT city, id, sequence, state, hash FROM operations WHERE city = ? AND id = ?";

    private const string PutHeader = """
        UPDATE operations SET kind = ?, title = ?, severity = ?, opened_at = ?, ended_at = ?, ward = ?, asset = ?,
            latitude = ?, longitude = ?, dedupe_key = ?, held = ?
        WHERE city = ? AND id = ?
        """;

    public async ValueTask<IReadOnlyList<OperationKey>> OpenAsync(
        OperationKey? after, int limit, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => session[Open].Bind(after?.City.Value ?? "").Bind(after?.Operation.ToString() ?? "").Bind(limit)
                .Read(row => row.OperationKey(0)), cancellation);

    public async ValueTask<IReadOnlyList<ReconcileRow>> LookAsync(
        IReadOnlyList<OperationKey> keys, CancellationToken cancellation)
    {
        var rows = new List<ReconcileRow>(keys.Count);
        // A few at a time, because others read here too.
        foreach (var some in keys.Chunk(AtOnce))
            rows.AddRange(await database.Reader.ReadAsync(session => Look(session, some), cancellation));
        return rows;
    }

    public ValueTask<int> RepairAsync(
        OperationKey key, Func<StoredOperation?, OperationLines?> derive, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => Repair(session, key, derive), cancellation);

    private static List<ReconcileRow> Look(SqliteSession session, OperationKey[] keys)
    {
        session["BEGIN"].Execute();
        try
        {
            return [.. keys.Select(key => Look(session, key))];
        }
        finally
        {
            session["COMMIT"].Execute();
        }
    }

    private static int Repair(
        SqliteSession session, OperationKey key, Func<StoredOperation?, OperationLines?> derive)
    {
        var (_, stored, found) = Look(session, key);
        var expected = derive(stored) ?? OperationLines.None;
        var changes = OperationLineChanges.Between(found, expected);
        if (changes.Count > 0) SqliteLines.Save(session, key, changes);
        if (found.Header == expected.Header) return changes.Count;
        Save(session, key, expected.Header);
        return changes.Count + 1;
    }

    private static ReconcileRow Look(SqliteSession session, OperationKey key)
    {
        var stored = session[Load].Bind(key).Read(
            row => new StoredOperation(key, row.Long(2), row.Bytes(3), row.Bytes(4))).SingleOrDefault();
        return new ReconcileRow(key, stored, SqliteLineReader.Read(session, key));
    }

    private static void Save(SqliteSession session, OperationKey key, OperationHeader header) =>
        session[PutHeader].Bind(header.Kind).Bind(header.Title).Bind(header.Severity).Bind(header.OpenedAt)
            .Bind(header.EndedAt).Bind(header.Ward).Bind(header.Asset).Bind(header.Latitude).Bind(header.Longitude)
            .Bind(header.DedupeKey).Bind(header.Held).Bind(key).Execute();
}
