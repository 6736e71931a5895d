using NodaTime;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Keeps the file small and its log short.</summary>
internal sealed class SqliteHousekeepingStore(SqliteDatabase database) : IHousekeepingStore
{
    // Small steps, so that a step of the procedures never waits long for the writer.
    private const int RowsMax = 2000;

    private const string ExpireKeys =
        "DELETE FROM handled_keys WHERE rowid IN (SELECT rowid FROM handled_keys WHERE at < ? LIMIT ?)";

    private const string ExpireSeen =
        "DELETE FROM observation_dedupe WHERE rowid IN (SELECT rowid FROM observation_dedupe WHERE until < ? LIMIT ?)";

    private const string ExpireOutbox =
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE status = 1 AND next_at < ? ORDER BY id LIMIT ?)";

    public ValueTask<int> ExpireAsync(HousekeepingTimes before, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => Delete(session[ExpireKeys], before.HandledKeys) + Delete(session[ExpireSeen], before.Now)
                + Delete(session[ExpireOutbox], before.DoneOutbox), cancellation);

    public ValueTask MakeRoomAsync(IReadOnlyCollection<Instant> times, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public async ValueTask CheckpointAsync(CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => { session.Pragma("wal_checkpoint(PASSIVE)"); return true; }, cancellation);

    public async ValueTask VacuumAsync(int pages, CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session => { session.Pragma($"incremental_vacuum({pages})"); return true; }, cancellation);

    private static int Delete(SqliteStatement statement, Instant before) =>
        statement.Bind(before).Bind(RowsMax).Execute();
}
