using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>Reads the timers, which the steps write.</summary>
internal sealed class SqliteTimerStore(SqliteDatabase database) : ITimerStore
{
    private const string NextDue = """
        SELECT MIN(due_at) FROM timers WHERE city = ? AND reason IS NULL
        """;

    private const string Due = """
        SELECT city, operation, key, generation, due_at, kind FROM timers
        WHERE city = ? AND due_at <= ? AND reason IS NULL AND kind IS NOT ? ORDER BY due_at, operation, key LIMIT ?
        """;

    private const string Hold = """
        UPDATE timers SET reason = ? WHERE city = ? AND operation = ? AND key = ? AND generation = ?
        """;

    private const string Release = """
        UPDATE timers SET reason = NULL WHERE city = ? AND operation = ? AND key = ? AND reason IS NOT NULL
        """;

    public ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        database.Reader.ReadAsync(
            session => session[NextDue].Bind(city).Read(row => row.OptionalInstant(0))[0], cancellation);

    public async ValueTask<IReadOnlyList<TimerRow>> DueAsync(
        CityId city, Instant now, TimerPage page, CancellationToken cancellation)
    {
        var rows = await database.Reader.ReadAsync(
            session => session[Due].Bind(city).Bind(now).Bind(page.ExceptKind).Bind(page.Limit).Read(Row),
                cancellation);
        return [.. rows.DistinctBy(row => row.Operation)];
    }

    // One process owns the file: nobody else can have taken anything.
    public ValueTask YieldAsync(IReadOnlyList<TimerRow> timers, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask HoldAsync(TimerRow timer, string reason, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                session[Hold].Bind(reason).Bind(timer.Operation).Bind(timer.Key).Bind(timer.Generation).Execute();
            }, cancellation);

    public ValueTask<bool> ReleaseAsync(OperationKey operation, string key, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => session[Release].Bind(operation).Bind(key).Execute() == 1, cancellation);

    private static TimerRow Row(SqliteStatement row) => new(
        row.OperationKey(0), row.Text(2), row.Integer(3), row.Instant(4), row.Text(5));
}
