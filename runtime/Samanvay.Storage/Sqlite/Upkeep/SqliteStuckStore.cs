using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>What is parked or held, from the three tables that can hold it.</summary>
internal sealed class SqliteStuckStore(SqliteDatabase database) : IStuckStore
{
    private const string List = """
        SELECT 0, operation, key, type, reason, at, attempts FROM outbox WHERE city = ?1 AND status = 2
        UNION ALL
        SELECT 1, NULL, key, kind, reason, at, attempts + 1 FROM inbox WHERE city = ?1 AND status = 2
        UNION ALL
        SELECT 2, operation, key, kind, reason, due_at, 0 FROM timers WHERE city = ?1 AND reason IS NOT NULL
        ORDER BY 6, 3 LIMIT ?2
        """;

    public async ValueTask<IReadOnlyList<StuckRow>> ListAsync(
        CityId city, int limit, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => session[List].Bind(city).Bind(limit).Read(row => Row(city, row)), cancellation);

    private static StuckRow Row(CityId city, SqliteStatement row) => new(
        (StuckKind)row.Integer(0), row.OptionalText(1) is { } id ? new OperationKey(city, new(Guid.Parse(id))) : null,
        row.Text(2), row.Text(3), row.OptionalText(4) ?? "", row.Instant(5))
    {
        Attempts = row.Integer(6) is > 0 and var attempts ? attempts : null,
    };
}
