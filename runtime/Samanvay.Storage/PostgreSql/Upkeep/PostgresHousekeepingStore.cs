using NodaTime;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Series;

namespace Samanvay.Storage.PostgreSql.Upkeep;

/// <summary>Deletes what is no longer needed; logs and free space are the server's own business.</summary>
internal sealed class PostgresHousekeepingStore(PostgresDatabase database) : IHousekeepingStore
{
    // Small steps, so that no step of the procedures waits long for one of them.
    private const int RowsMax = 2000;

    private const int MonthsAhead = 2;

    // Rows that another process is deleting are left to it.
    private const string ExpireKeys = """
        DELETE FROM handled_keys WHERE (city, key) IN (
            SELECT city, key FROM handled_keys WHERE at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    private const string ExpireSeen = """
        DELETE FROM observation_dedupe WHERE (city, source, id) IN (
            SELECT city, source, id FROM observation_dedupe WHERE until < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    // Some more of the names, in their order: an index by time would cost every observation as much again.
    private const string LastMark =
        "SELECT name FROM observation_marks WHERE name > $1 ORDER BY name OFFSET $2 LIMIT 1";

    private const string ExpireMarks =
        "DELETE FROM observation_marks WHERE name > $1 AND ($2::bytea IS NULL OR name <= $2) AND until < $3";

    // What is old stands first. Only there is looked, for a week's rows are many.
    private const string ExpireOutbox = """
        DELETE FROM outbox WHERE id IN (
            SELECT id FROM outbox
            WHERE id = ANY (ARRAY(SELECT id FROM outbox WHERE status = 1 ORDER BY id LIMIT $2))
              AND next_at < $1
            FOR UPDATE SKIP LOCKED)
        """;

    private const string ExpireAlerts = """
        DELETE FROM alerts WHERE (city, source, identifier, sent) IN (
            SELECT city, source, identifier, sent FROM alerts WHERE received_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    private const string ExpireRequests = """
        DELETE FROM service_requests WHERE (city, feed, id) IN (
            SELECT city, feed, id FROM service_requests WHERE updated_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    private const string ExpireRefused = """
        DELETE FROM refused_messages WHERE (city, feed, id) IN (
            SELECT city, feed, id FROM refused_messages WHERE received_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    public async ValueTask<int> ExpireAsync(HousekeepingTimes before, CancellationToken cancellation) =>
        await database.WriteAsync(
            async session => await session.ExecuteAsync(ExpireKeys, before.HandledKeys.Stored(), RowsMax)
                + await session.ExecuteAsync(ExpireSeen, before.Now.Stored(), RowsMax)
                + await session.ExecuteAsync(ExpireOutbox, before.DoneOutbox.Stored(), RowsMax)
                + await session.ExecuteAsync(ExpireAlerts, before.Alerts.Stored(), RowsMax)
                + await session.ExecuteAsync(ExpireRequests, before.Alerts.Stored(), RowsMax)
                + await session.ExecuteAsync(ExpireRefused, before.RefusedMessages.Stored(), RowsMax),
            cancellation);

    public async ValueTask<byte[]?> ExpireMarksAsync(
        byte[]? after, Instant now, int limit, CancellationToken cancellation)
    {
        var last = await database.ReadAsync(
            session => session.QueryAsync(LastMark, row => row.Bytes(0), after ?? [], limit - 1), cancellation);
        var end = last is [var name] ? name : null;
        await database.WriteAsync(
            session => session.ExecuteAsync(ExpireMarks, after ?? [], end, (int)MarkNames.HourAfter(now) - 1),
            cancellation);
        return end;
    }

    public async ValueTask MakeRoomAsync(IReadOnlyCollection<Instant> times, CancellationToken cancellation)
    {
        var months = from time in times
                     from ahead in Enumerable.Range(0, MonthsAhead + 1)
                     select time.InUtc().Date.ToYearMonth().PlusMonths(ahead);
        // Each by itself: what one has to wait for holds up no other.
        foreach (var month in months.Distinct().Order())
            await database.WriteAsync(session => PostgresPartitions.MakeAsync(session, month), cancellation);
    }

    public ValueTask<StorageSize> CheckpointAsync(CancellationToken cancellation) => default;

    public ValueTask VacuumAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DropRoomAsync(Instant before, CancellationToken cancellation)
    {
        // The month before the present one is still written to by what is late.
        var first = before.InUtc().Date.ToYearMonth().PlusMonths(-1);
        foreach (var month in await database.ReadAsync(PostgresPartitions.ListAsync, cancellation))
        {
            if (month < first)
                await database.WriteAsync(session => PostgresPartitions.DropAsync(session, month), cancellation);
        }
    }
}
