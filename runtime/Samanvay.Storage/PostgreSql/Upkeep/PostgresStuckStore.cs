using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Upkeep;

/// <summary>What is parked or held, from the three tables that can hold it.</summary>
internal sealed class PostgresStuckStore(PostgresDatabase database) : IStuckStore
{
    private const string List = """
        SELECT 0, operation, key, type, reason, at, attempts FROM outbox WHERE city = $1 AND status = 2
        UNION ALL
        SELECT 1, NULL, key, kind, reason, at, attempts + 1 FROM inbox WHERE city = $1 AND status = 2
        UNION ALL
        SELECT 2, operation, key, kind, reason, due_at, 0 FROM timers WHERE city = $1 AND reason IS NOT NULL
        ORDER BY 6, 3 LIMIT $2
        """;

    public async ValueTask<IReadOnlyList<StuckRow>> ListAsync(
        CityId city, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(List, row => Row(city, row), city.Value, limit), cancellation);

    private static StuckRow Row(CityId city, NpgsqlDataReader row) => new(
        (StuckKind)row.GetInt32(0),
        row.OptionalText(1) is { } id ? new OperationKey(city, new(Guid.Parse(id))) : null,
        row.GetString(2), row.GetString(3), row.OptionalText(4) ?? "", row.Instant(5))
    {
        Attempts = row.GetInt32(6) is > 0 and var attempts ? attempts : null,
    };
}
