using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>What is due in SQLite; one statement sees one state of the file.</summary>
internal sealed class SqliteDueStore(SqliteDatabase database) : IDueStore
{
    private const string Look = """
        SELECT
            EXISTS (SELECT 1 FROM outbox WHERE city = ?1 AND status = 0 AND reason IS NULL)
            OR EXISTS (
                SELECT 1 FROM inbox AS waiting
                WHERE waiting.city = ?1 AND waiting.status = 0 AND NOT EXISTS (
                    SELECT 1 FROM inbox AS earlier
                    WHERE earlier.city = waiting.city AND earlier.lane = waiting.lane AND earlier.id <= waiting.id
                      AND earlier.status = 0 AND earlier.next_at > ?2)),
            (SELECT min(due_at) FROM (
                SELECT min(due_at) AS due_at FROM timers WHERE city = ?1 AND reason IS NULL
                UNION ALL
                SELECT min(due_at) FROM situation_states WHERE city = ?1 AND due_at IS NOT NULL) AS due)
        """;

    public ValueTask<DueWork> LookAsync(CityId city, Instant host, CancellationToken cancellation) =>
        database.Reader.ReadAsync(
            session => session[Look].Bind(city).Bind(host)
                .Read(row => new DueWork(row.Integer(0) != 0, row.OptionalInstant(1)))[0], cancellation);
}
