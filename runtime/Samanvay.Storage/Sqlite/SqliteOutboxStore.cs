using NodaTime;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>The outbox in SQLite: claiming is a lease, because one process owns the file.</summary>
internal sealed class SqliteOutboxStore(SqliteDatabase database) : IOutboxStore
{
    private const string Claim = """
        UPDATE outbox SET next_at = ?, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox WHERE status = 0 AND next_at <= ? ORDER BY next_at, id LIMIT ?)
        RETURNING id, city, operation, key, type, body, reply, at, attempts
        """;

    private const string Finish =
        "UPDATE outbox SET status = 1, next_at = ?, reason = NULL WHERE id = ? AND status = 0";
    private const string Later = "UPDATE outbox SET next_at = ?, reason = ? WHERE id = ? AND status = 0";
    private const string Park = "UPDATE outbox SET status = 2, reason = ? WHERE id = ? AND status = 0";

    private const string Release = """
        UPDATE outbox SET status = 0, attempts = 0, next_at = ?, reason = NULL
        WHERE city = ? AND key = ? AND operation = ? AND status = 2
        """;

    // A person gives a parked effect up, with a reason; the row stays, closed.
    private const string Skip = """
        UPDATE outbox SET status = 1, next_at = ? WHERE city = ? AND key = ? AND operation = ? AND status = 2
        """;

    private const string Next = "SELECT MIN(next_at) FROM outbox WHERE status = 0";

    public async ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        Instant now, Duration lease, int limit, CancellationToken cancellation)
    {
        // Looking first on the reading side keeps an idle dispatcher away from the writer.
        if (await NextAttemptAsync(cancellation) is not { } next || next > now) return [];
        var rows = await database.Writer.WriteAsync(
            session => session[Claim].Bind(now + lease).Bind(now).Bind(limit).Read(Row), cancellation);
        return [.. rows.OrderBy(row => row.Id)];
    }

    public ValueTask CompleteAsync(OutboxRow row, Instant now, InboxRow? reply, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                if (Close(session, new DoneEffect(row.Id, now))) SqliteInboxStore.Insert(session, reply);
            }, cancellation);

    public ValueTask RetryLaterAsync(OutboxRow row, Instant at, string reason, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => { session[Later].Bind(at).Bind(reason).Bind(row.Id).Execute(); }, cancellation);

    public ValueTask ParkAsync(OutboxRow row, string reason, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => { session[Park].Bind(reason).Bind(row.Id).Execute(); }, cancellation);

    public ValueTask<bool> ReleaseAsync(
        OperationKey operation, string key, Instant now, CancellationToken cancellation) =>
        ChangeParkedAsync(Release, operation, key, now, cancellation);

    public ValueTask<bool> SkipAsync(OperationKey operation, string key, Instant now, CancellationToken cancellation) =>
        ChangeParkedAsync(Skip, operation, key, now, cancellation);

    public ValueTask<Instant?> NextAttemptAsync(CancellationToken cancellation) =>
        database.Reader.ReadAsync(
            session => session[Next].Read(row => row.OptionalInstant(0))[0], cancellation);

    /// <summary>For whoever takes the result in a transaction of its own.</summary>
    internal static bool Close(SqliteSession session, DoneEffect effect) =>
        session[Finish].Bind(effect.At).Bind(effect.Id).Execute() == 1;

    private ValueTask<bool> ChangeParkedAsync(
        string sql, OperationKey operation, string key, Instant now, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => session[sql].Bind(now).Bind(operation.City).Bind(key).Bind(operation.Operation).Execute() == 1,
            cancellation);

    private static OutboxRow Row(SqliteStatement row) => new(
        row.Long(0), row.OperationKey(1), row.Text(3), row.Text(4), row.Bytes(5), row.OptionalText(6), row.Instant(7),
        row.Integer(8));
}
