using NodaTime;
using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>The inbox in PostgreSQL: a lane is in the hands of one process at a time.</summary>
internal sealed class PostgresInboxStore(PostgresDatabase database) : IInboxStore
{
    // What was handled stays handled, also when the sender was never told.
    private const string Add = """
        INSERT INTO inbox (city, key, kind, lane, body, at, status, attempts)
        SELECT n.*, 0, 0
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::bigint[])
            AS n (city, key, kind, lane, body, at)
        WHERE NOT EXISTS (SELECT 1 FROM handled_keys h WHERE h.city = n.city AND h.key = n.key)
        ON CONFLICT (city, key) DO NOTHING
        """;

    private const string AnyWaiting =
        "SELECT EXISTS (SELECT 1 FROM inbox WHERE status = 0 AND coalesce(next_at, 0) <= $1)";

    private const string Waiting = $"""
        WITH free AS MATERIALIZED (
            SELECT r.id FROM inbox r
            WHERE r.status = 0 AND NOT EXISTS (
                SELECT 1 FROM inbox e
                WHERE e.city = r.city AND e.lane = r.lane AND e.id <= r.id AND e.status = 0
                  AND (e.next_at > $1 OR e.claimed_until >= {PostgresClaims.Now}))
            ORDER BY r.id LIMIT $2 FOR UPDATE OF r SKIP LOCKED)
        UPDATE inbox i SET claimed_until = {PostgresClaims.Now} + {PostgresClaims.Lease} FROM free f
        WHERE i.id = f.id RETURNING i.id, i.city, i.key, i.kind, i.lane, i.body, i.at, i.attempts
        """;

    private const string Yield =
        "UPDATE inbox SET claimed_until = NULL WHERE id = ANY ($1::bigint[]) AND claimed_until IS NOT NULL";

    private const string Later = """
        UPDATE inbox SET attempts = attempts + 1, next_at = $1, reason = $2, claimed_until = NULL WHERE id = $3
        """;

    private const string Park = "UPDATE inbox SET status = 2, reason = $1, claimed_until = NULL WHERE id = $2";

    private const string Release = """
        UPDATE inbox SET status = 0, attempts = 0, next_at = NULL, reason = NULL, claimed_until = NULL
        WHERE city = $1 AND key = $2 AND status = 2
        """;

    // A person gives a parked row up, with a reason; rows that only wait are never touched.
    private const string Skip = "DELETE FROM inbox WHERE city = $1 AND key = $2 AND status = 2";
    private const string Remove = "DELETE FROM inbox WHERE id = $1";

    public async ValueTask AddAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation) =>
        await database.WriteAsync(
            async session =>
            {
                var statements = new PostgresBatch();
                Insert(statements, rows);
                await session.ExecuteAsync(statements);
                return true;
            },
            cancellation);

    public async ValueTask<IReadOnlyList<InboxRow>> WaitingAsync(
        Instant now, int limit, CancellationToken cancellation)
    {
        // Looking first keeps an idle pump from standing in line with the others.
        var looked = await database.ReadAsync(
            session => session.QueryAsync(AnyWaiting, row => row.GetBoolean(0), now.Stored()), cancellation);
        if (!looked[0]) return [];
        var rows = await database.WriteAsync(
            async session =>
            {
                await PostgresClaims.BeginAsync(session, PostgresClaims.Inbox);
                return await session.QueryAsync(Waiting, Row, now.Stored(), limit);
            },
            cancellation);
        return [.. rows.OrderBy(row => row.Id)];
    }

    public async ValueTask YieldAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation)
    {
        if (rows.Count > 0) await ChangeAsync(Yield, [rows.Select(row => row.Id).ToArray()], cancellation);
    }

    public async ValueTask RetryLaterAsync(long id, Instant at, string reason, CancellationToken cancellation) =>
        await ChangeAsync(Later, [at.Stored(), reason, id], cancellation);

    public async ValueTask ParkAsync(long id, string reason, CancellationToken cancellation) =>
        await ChangeAsync(Park, [reason, id], cancellation);

    public async ValueTask<bool> ReleaseAsync(CityId city, string key, CancellationToken cancellation) =>
        await ChangeAsync(Release, [city.Value, key], cancellation) == 1;

    public async ValueTask<bool> SkipAsync(CityId city, string key, CancellationToken cancellation) =>
        await ChangeAsync(Skip, [city.Value, key], cancellation) == 1;

    public async ValueTask<bool> RemoveAsync(long id, CancellationToken cancellation) =>
        await ChangeAsync(Remove, [id], cancellation) == 1;

    /// <summary>For whoever hands requests over in a transaction of its own.</summary>
    internal static void Insert(PostgresBatch statements, IReadOnlyList<InboxRow> requests) =>
        statements.Add(Add, requests, rows =>
        [
            rows.Of(row => row.City.Value), rows.Of(row => row.Key), rows.Of(row => row.Kind), rows.Of(row => row.Lane),
            rows.Of(row => row.Body.Stored()), rows.Of(row => row.At.Stored()),
        ]);

    private ValueTask<int> ChangeAsync(string sql, object?[] values, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(sql, values), cancellation);

    private static InboxRow Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.City(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Bytes(5),
        row.Instant(6), row.GetInt32(7));
}
