using NodaTime;
using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>The outbox in PostgreSQL: each row is in the hands of one process until its lease ends.</summary>
internal sealed class PostgresOutboxStore(PostgresDatabase database) : IOutboxStore
{
    private const string Claim = """
        WITH free AS MATERIALIZED (
            SELECT id FROM outbox WHERE status = 0 AND next_at <= $1 ORDER BY next_at, id LIMIT $2
            FOR UPDATE SKIP LOCKED)
        UPDATE outbox o SET next_at = $3, attempts = attempts + 1 FROM free f WHERE o.id = f.id
        RETURNING o.id, o.city, o.operation, o.key, o.type, o.body, o.reply, o.at, o.attempts
        """;

    private const string Finish =
        "UPDATE outbox SET status = 1, next_at = $1, reason = NULL WHERE id = $2 AND status = 0";

    private const string Later = "UPDATE outbox SET next_at = $1, reason = $2 WHERE id = $3 AND status = 0";
    private const string Park = "UPDATE outbox SET status = 2, reason = $1 WHERE id = $2 AND status = 0";

    private const string Release = """
        UPDATE outbox SET status = 0, attempts = 0, next_at = $1, reason = NULL
        WHERE city = $2 AND key = $3 AND operation = $4 AND status = 2
        """;

    private const string Skip =
        "UPDATE outbox SET status = 1, next_at = $1 WHERE city = $2 AND key = $3 AND operation = $4 AND status = 2";

    private const string Next = "SELECT min(next_at) FROM outbox WHERE status = 0";

    public async ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        Instant now, Duration lease, int limit, CancellationToken cancellation)
    {
        var rows = new List<OutboxRow>();
        var statements = new PostgresBatch();
        PostgresClaims.NeedNotLast(statements);
        statements.Read(Claim, row => rows.Add(Row(row)), now.Stored(), limit, (now + lease).Stored());
        await database.WriteAsync(statements, cancellation);
        return [.. rows.OrderBy(row => row.Id)];
    }

    public async ValueTask CompleteAsync(OutboxRow row, Instant now, InboxRow? reply, CancellationToken cancellation) =>
        await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(Finish, now.Stored(), row.Id) != 1 || reply is null) return false;
                var statements = new PostgresBatch();
                PostgresInboxStore.Insert(statements, [reply]);
                await session.ExecuteAsync(statements);
                return true;
            },
            cancellation);

    public async ValueTask RetryLaterAsync(OutboxRow row, Instant at, string reason, CancellationToken cancellation) =>
        await ChangeAsync(Later, [at.Stored(), reason, row.Id], cancellation);

    public async ValueTask ParkAsync(OutboxRow row, string reason, CancellationToken cancellation) =>
        await ChangeAsync(Park, [reason, row.Id], cancellation);

    public async ValueTask<bool> ReleaseAsync(
        OperationKey operation, string key, Instant now, CancellationToken cancellation) =>
        await ChangeParkedAsync(Release, operation, key, now, cancellation);

    public async ValueTask<bool> SkipAsync(
        OperationKey operation, string key, Instant now, CancellationToken cancellation) =>
        await ChangeParkedAsync(Skip, operation, key, now, cancellation);

    public async ValueTask<Instant?> NextAttemptAsync(CancellationToken cancellation) =>
        (await database.ReadAsync(
            session => session.QueryAsync(Next, row => row.OptionalInstant(0)), cancellation))[0];

    private async ValueTask<bool> ChangeParkedAsync(
        string sql, OperationKey operation, string key, Instant now, CancellationToken cancellation) =>
        await ChangeAsync(
            sql, [now.Stored(), operation.City.Value, key, operation.Operation.Text()], cancellation) == 1;

    private ValueTask<int> ChangeAsync(string sql, object?[] values, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, values), cancellation);

    private static OutboxRow Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.OperationKey(1), row.GetString(3), row.GetString(4), row.Bytes(5), row.OptionalText(6),
        row.Instant(7), row.GetInt32(8));
}
