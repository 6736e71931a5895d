using NodaTime;
using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Hands the timers, which the steps write, to one process each.</summary>
internal sealed class PostgresTimerStore(PostgresDatabase database) : ITimerStore
{
    // What comes first in an operation is fired first, also when another process has it in hand.
    private const string Free = $"""
        t.reason IS NULL AND NOT EXISTS (
            SELECT 1 FROM timers e
            WHERE e.city = t.city AND e.operation = t.operation AND e.claimed_until >= {PostgresClaims.Now}
              AND e.reason IS NULL)
        """;

    private const string NextDue = "SELECT min(due_at) FROM timers WHERE city = $1 AND reason IS NULL";

    private const string Due = $"""
        WITH due AS MATERIALIZED (
            SELECT t.city, t.operation, t.key, t.due_at FROM timers t
            WHERE t.city = $1 AND t.due_at <= $2 AND t.kind IS DISTINCT FROM $3::text AND {Free}
            ORDER BY t.due_at, t.operation, t.key LIMIT $4 FOR UPDATE OF t SKIP LOCKED),
        first AS MATERIALIZED (
            SELECT DISTINCT ON (operation) city, operation, key FROM due ORDER BY operation, due_at, key)
        UPDATE timers t SET claimed_until = {PostgresClaims.Now} + {PostgresClaims.Lease} FROM first f
        WHERE t.city = f.city AND t.operation = f.operation AND t.key = f.key
        RETURNING t.city, t.operation, t.key, t.generation, t.due_at, t.kind
        """;

    private const string Yield = """
        UPDATE timers t SET claimed_until = NULL
        FROM unnest($1::text[], $2::text[], $3::text[]) AS n (city, operation, key)
        WHERE t.city = n.city AND t.operation = n.operation AND t.key = n.key AND t.claimed_until IS NOT NULL
        """;

    private const string Hold = """
        UPDATE timers SET reason = $1, claimed_until = NULL
        WHERE city = $2 AND operation = $3 AND key = $4 AND generation = $5
        """;

    private const string Release = """
        UPDATE timers SET reason = NULL, claimed_until = NULL
        WHERE city = $1 AND operation = $2 AND key = $3 AND reason IS NOT NULL
        """;

    public async ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        (await database.ReadAsync(
            session => session.QueryAsync(NextDue, row => row.OptionalInstant(0), city.Value), cancellation))[0];

    public async ValueTask<IReadOnlyList<TimerRow>> DueAsync(
        CityId city, Instant now, TimerPage page, CancellationToken cancellation)
    {
        // Looking first keeps an idle service from standing in line with the others.
        if (await NextDueAsync(city, cancellation) is not { } next || next > now) return [];
        var rows = await database.WriteAsync(
            async session =>
            {
                await PostgresClaims.BeginAsync(session, PostgresClaims.Timers);
                return await session.QueryAsync(Due, Row, city.Value, now.Stored(), page.ExceptKind, page.Limit);
            },
            cancellation);
        return
        [
            .. rows.OrderBy(row => row.DueAt).ThenBy(row => row.Operation.Operation.Text(), StringComparer.Ordinal),
        ];
    }

    public async ValueTask YieldAsync(IReadOnlyList<TimerRow> timers, CancellationToken cancellation)
    {
        if (timers.Count == 0) return;
        var rows = new Columns<TimerRow>(timers);
        await database.WriteAsync(
            session => session.ExecuteAsync(
                Yield, rows.Of(row => row.Operation.City.Value), rows.Of(row => row.Operation.Operation.Text()),
                rows.Of(row => row.Key)),
            cancellation);
    }

    public async ValueTask HoldAsync(TimerRow timer, string reason, CancellationToken cancellation) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                Hold, reason, timer.Operation.City.Value, timer.Operation.Operation.Text(), timer.Key,
                timer.Generation),
            cancellation);

    public async ValueTask<bool> ReleaseAsync(OperationKey operation, string key, CancellationToken cancellation) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(Release, operation.City.Value, operation.Operation.Text(), key),
            cancellation) == 1;

    private static TimerRow Row(NpgsqlDataReader row) => new(
        row.OperationKey(0), row.GetString(2), row.GetInt32(3), row.Instant(4), row.GetString(5));
}
