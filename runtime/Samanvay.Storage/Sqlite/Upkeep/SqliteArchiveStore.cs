using System.Text.Json;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Takes what is archived out of SQLite: all of it in one transaction, or nothing.</summary>
internal sealed class SqliteArchiveStore(SqliteDatabase database) : IArchiveStore
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
        WHERE city = ?1 AND ended_at IS NOT NULL AND ended_at < ?2 AND (ended_at, id) > (?3, ?4) AND {NothingIsOpen}
        ORDER BY ended_at, id LIMIT ?5
        """;

    private const string IsAsArchived = $"""
        SELECT 1 FROM operations o
        WHERE city = ?1 AND id = ?2 AND sequence = ?3 AND hash = ?4 AND ended_at IS NOT NULL AND {NothingIsOpen}
        """;

    private const string Leave = """
        INSERT INTO archived_operations (city, operation, sequence, hash, archive, digest, ended_at, archived_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string IsUsed = "SELECT 1 FROM archived_operations WHERE archive = ? LIMIT 1";

    private static readonly string[] Delete =
    [
        "DELETE FROM history WHERE city = ? AND operation = ?",
        "DELETE FROM clocks WHERE city = ? AND operation = ?",
        "DELETE FROM outbox WHERE city = ? AND operation = ?",
        "DELETE FROM operations WHERE city = ? AND id = ?",
    ];

    // They are found only by looking through those of all operations, so it is done once for many.
    private const string DeleteNotifications =
        "DELETE FROM notifications WHERE city = ? AND operation IN (SELECT value FROM json_each(?))";

    // One process owns the file.
    public ValueTask<IAsyncDisposable> AloneAsync(CancellationToken cancellation) => new(new Alone());

    public async ValueTask<IReadOnlyList<EndedOperation>> EndedAsync(
        CityId city, Instant before, EndedOperation? after, int limit, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => session[Ended].Bind(city).Bind((Instant?)before)
                .Bind((Instant?)(after?.EndedAt ?? Instant.FromUnixTimeSeconds(0)))
                .Bind(after?.Key.Operation.ToString() ?? "").Bind(limit)
                .Read(row => new EndedOperation(row.OperationKey(0), row.Instant(2), row.Long(3), row.Bytes(4))),
            cancellation);

    public ValueTask<bool> DeleteAsync(
        IReadOnlyList<ArchivedOperation> operations, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                if (!operations.All(operation => Stands(session, operation))) return false;
                foreach (var operation in operations) Replace(session, operation);
                foreach (var city in operations.ToLookup(one => one.Key.City, one => $"{one.Key.Operation}"))
                    session[DeleteNotifications].Bind(city.Key).Bind(JsonSerializer.Serialize(city.ToList())).Execute();
                return true;
            },
            cancellation);

    public async ValueTask<bool> IsUsedAsync(string archive, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => session[IsUsed].Bind(archive).Read(static _ => true).Count > 0, cancellation);

    private static bool Stands(SqliteSession session, ArchivedOperation operation) =>
        session[IsAsArchived].Bind(operation.Key).Bind(operation.Sequence).Bind(operation.Hash)
            .Read(static _ => true).Count > 0;

    private static void Replace(SqliteSession session, ArchivedOperation operation)
    {
        session[Leave].Bind(operation.Key).Bind(operation.Sequence).Bind(operation.Hash).Bind(operation.Archive)
            .Bind(operation.Digest).Bind((Instant?)operation.EndedAt).Bind((Instant?)operation.ArchivedAt).Execute();
        foreach (var sql in Delete) session[sql].Bind(operation.Key).Execute();
    }

    private sealed class Alone : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
