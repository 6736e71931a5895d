using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Reads back what the steps wrote, in one transaction with the state that it must follow from.</summary>
internal sealed class SqliteReconcileStore(SqliteDatabase database) : IReconcileStore
{
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

    public async ValueTask<int> RepairAsync(
        OperationKey key, Func<StoredOperation?, OperationLines?> derive, CancellationToken cancellation)
    {
        // Nearly always there is nothing to mend, and looking on the reading side keeps out of the writer's way.
        var agrees = await database.Reader.ReadAsync(session => Agrees(session, key, derive), cancellation);
        return agrees ? 0 : await database.Writer.WriteAsync(session => Repair(session, key, derive), cancellation);
    }

    private static bool Agrees(
        SqliteSession session, OperationKey key, Func<StoredOperation?, OperationLines?> derive)
    {
        session["BEGIN"].Execute();
        try
        {
            var (found, expected) = Look(session, key, derive);
            return found.Header == expected.Header && OperationLineChanges.Between(found, expected).Count == 0;
        }
        finally
        {
            session["COMMIT"].Execute();
        }
    }

    private static int Repair(
        SqliteSession session, OperationKey key, Func<StoredOperation?, OperationLines?> derive)
    {
        var (found, expected) = Look(session, key, derive);
        var changes = OperationLineChanges.Between(found, expected);
        if (changes.Count > 0) SqliteLines.Save(session, key, changes);
        if (found.Header == expected.Header) return changes.Count;
        Save(session, key, expected.Header);
        return changes.Count + 1;
    }

    private static (OperationLines Found, OperationLines Expected) Look(
        SqliteSession session, OperationKey key, Func<StoredOperation?, OperationLines?> derive)
    {
        var stored = session[Load].Bind(key).Read(
            row => new StoredOperation(key, row.Long(2), row.Bytes(3), row.Bytes(4))).SingleOrDefault();
        return (SqliteLineReader.Read(session, key), derive(stored) ?? Nothing);
    }

    private static void Save(SqliteSession session, OperationKey key, OperationHeader header) =>
        session[PutHeader].Bind(header.Kind).Bind(header.Title).Bind(header.Severity).Bind(header.OpenedAt)
            .Bind(header.EndedAt).Bind(header.Ward).Bind(header.Asset).Bind(header.Latitude).Bind(header.Longitude)
            .Bind(header.DedupeKey).Bind(key).Execute();
}
