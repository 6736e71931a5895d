using NodaTime;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Series;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Keeps the file small and its log short.</summary>
internal sealed class SqliteHousekeepingStore(SqliteDatabase database) : IHousekeepingStore
{
    // Small steps, so that a step of the procedures never waits long for the writer.
    private const int RowsMax = 2000;

    // What steps leave free they soon fill again.
    private const long FreeKept = 1000;

    private const string Slice = "PRAGMA incremental_vacuum(250)";
    private const string FreePages = "PRAGMA freelist_count";
    private const string Pages = "PRAGMA page_count";
    private const string PageSize = "PRAGMA page_size";
    private const string Passive = "PRAGMA wal_checkpoint(PASSIVE)";
    private const string Truncate = "PRAGMA wal_checkpoint(TRUNCATE)";

    private const long LogAtRest = 4 * 1024 * 1024;

    private const string ExpireKeys =
        "DELETE FROM handled_keys WHERE rowid IN (SELECT rowid FROM handled_keys WHERE at < ? LIMIT ?)";

    private const string ExpireSeen =
        "DELETE FROM observation_dedupe WHERE rowid IN (SELECT rowid FROM observation_dedupe WHERE until < ? LIMIT ?)";

    // Some more of the names, in their order: an index by time would cost every observation as much again.
    private const string LastMark = """
        SELECT name FROM observation_marks WHERE name > ? ORDER BY name LIMIT 1 OFFSET ?
        """;

    private const string ExpireMarks = "DELETE FROM observation_marks WHERE name > ?1 AND name <= ?2 AND until < ?3";

    private const string ExpireLastMarks = "DELETE FROM observation_marks WHERE name > ?1 AND until < ?2";

    // What is old stands first. Only there is looked, for a week's rows are many.
    private const string ExpireOutbox = """
        DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE status = 1 ORDER BY id LIMIT ?2)
          AND next_at < ?1
        """;

    private const string ExpireAlerts =
        "DELETE FROM alerts WHERE rowid IN (SELECT rowid FROM alerts WHERE received_at < ? LIMIT ?)";

    private const string ExpireRequests =
        "DELETE FROM service_requests WHERE rowid IN (SELECT rowid FROM service_requests WHERE updated_at < ? LIMIT ?)";

    private const string ExpireRefused = """
        DELETE FROM refused_messages WHERE rowid IN (
            SELECT rowid FROM refused_messages WHERE received_at < ? LIMIT ?)
        """;

    private long _log;
    private long _commits;

    /// <summary>In bytes; a longer log is emptied even where somebody has to wait for it.</summary>
    internal long LogMax { get; init; } = 128 * 1024 * 1024;

    public ValueTask<int> ExpireAsync(HousekeepingTimes before, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => Delete(session[ExpireKeys], before.HandledKeys) + Delete(session[ExpireSeen], before.Now)
                + Delete(session[ExpireOutbox], before.DoneOutbox) + Delete(session[ExpireAlerts], before.Alerts)
                + Delete(session[ExpireRequests], before.Alerts)
                + Delete(session[ExpireRefused], before.RefusedMessages), cancellation);

    public async ValueTask<byte[]?> ExpireMarksAsync(
        byte[]? after, Instant now, int limit, CancellationToken cancellation)
    {
        var last = await database.Maintenance.ReadAsync(
            session => session[LastMark].Bind(after.AsSpan()).Bind(limit - 1).Read(row => row.Bytes(0)), cancellation);
        var until = MarkNames.HourAfter(now) - 1;
        await database.Writer.WriteAsync(
            session => last is [var end]
                ? session[ExpireMarks].Bind(after.AsSpan()).Bind(end.AsSpan()).Bind(until).Execute()
                : session[ExpireLastMarks].Bind(after.AsSpan()).Bind(until).Execute(),
            cancellation);
        return last is [var name] ? name : null;
    }

    public ValueTask MakeRoomAsync(IReadOnlyCollection<Instant> times, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public async ValueTask<StorageSize> CheckpointAsync(CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session =>
            {
                Run(session, Passive);
                var log = LogSize();
                // A log that grows on although it is emptied has a reader in it that began long ago, or one after the
                // other: then writers wait for a moment until none is left. At rest its file is given back too; while
                // much is written it keeps its size, and that is no rest.
                var commits = database.Writer.Commits;
                if (log > LogMax || (log > LogAtRest && log == _log && commits == _commits)) Run(session, Truncate);
                (_log, _commits) = (LogSize(), commits);
                return Size(session);
            }, cancellation);

    public async ValueTask VacuumAsync(CancellationToken cancellation) =>
        await database.Maintenance.ReadAsync(
            session =>
            {
                if (Number(session, FreePages) > FreeKept) session[Slice].Read(static _ => true);
                return true;
            }, cancellation);

    // History is one table here.
    public ValueTask DropRoomAsync(Instant before, CancellationToken cancellation) => ValueTask.CompletedTask;

    private StorageSize Size(SqliteSession session)
    {
        var page = Number(session, PageSize);
        return new StorageSize(_log, Number(session, Pages) * page, Number(session, FreePages) * page);
    }

    private long LogSize() => new FileInfo(database.Path + "-wal") is { Exists: true, Length: var length } ? length : 0;

    private static void Run(SqliteSession session, string checkpoint) => session[checkpoint].Read(static _ => true);

    private static long Number(SqliteSession session, string pragma) =>
        session[pragma].Read(static row => row.Long(0)).Single();

    private static int Delete(SqliteStatement statement, Instant before) =>
        statement.Bind(before).Bind(RowsMax).Execute();
}
