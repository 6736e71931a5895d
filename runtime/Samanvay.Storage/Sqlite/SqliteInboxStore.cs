using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>The inbox in SQLite.</summary>
internal sealed class SqliteInboxStore(SqliteDatabase database) : IInboxStore
{
    // What was handled stays handled, also when the sender was never told.
    private const string Add = """
        INSERT INTO inbox (city, key, kind, lane, body, at, status, attempts)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, 0, 0
        WHERE NOT EXISTS (SELECT 1 FROM handled_keys WHERE city = ?1 AND key = ?2)
        ON CONFLICT (city, key) DO NOTHING
        """;

    private const string Waiting = """
        SELECT id, city, key, kind, lane, body, at, attempts FROM inbox AS row
        WHERE status = 0 AND NOT EXISTS (
            SELECT 1 FROM inbox AS earlier
            WHERE earlier.city = row.city AND earlier.lane = row.lane AND earlier.id <= row.id
              AND earlier.status = 0 AND earlier.next_at > ?)
        ORDER BY id LIMIT ?
        """;

    private const string Later = "UPDATE inbox SET attempts = attempts + 1, next_at = ?, reason = ? WHERE id = ?";
    private const string Park = "UPDATE inbox SET status = 2, reason = ? WHERE id = ?";

    private const string Release = """
        UPDATE inbox SET status = 0, attempts = 0, next_at = NULL, reason = NULL WHERE city = ? AND key = ? AND
            status = 2
        """;

    // A person gives a parked row up, with a reason; rows that only wait are never touched.
    private const string Skip = "DELETE FROM inbox WHERE city = ? AND key = ? AND status = 2";
    private const string Remove = "DELETE FROM inbox WHERE id = ?";

    public ValueTask AddAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                foreach (var row in rows) Insert(session, row);
            }, cancellation);

    public async ValueTask<IReadOnlyList<InboxRow>> WaitingAsync(
        Instant now, int limit, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(session => session[Waiting].Bind(now).Bind(limit).Read(Row), cancellation);

    // One process owns the file: nobody else can have taken anything.
    public ValueTask YieldAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask RetryLaterAsync(long id, Instant at, string reason, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => { session[Later].Bind(at).Bind(reason).Bind(id).Execute(); }, cancellation);

    public ValueTask ParkAsync(long id, string reason, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => { session[Park].Bind(reason).Bind(id).Execute(); }, cancellation);

    public ValueTask<bool> ReleaseAsync(CityId city, string key, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => session[Release].Bind(city).Bind(key).Execute() == 1, cancellation);

    public ValueTask<bool> SkipAsync(CityId city, string key, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => session[Skip].Bind(city).Bind(key).Execute() == 1, cancellation);

    public ValueTask<bool> RemoveAsync(long id, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => Delete(session, id), cancellation);

    /// <summary>For whoever hands a request over in a transaction of its own.</summary>
    internal static void Insert(SqliteSession session, InboxRow? row)
    {
        if (row is null) return;
        session[Add].Bind(row.City).Bind(row.Key).Bind(row.Kind).Bind(row.Lane).Bind(row.Body).Bind(row.At).Execute();
    }

    internal static bool Delete(SqliteSession session, long id) => session[Remove].Bind(id).Execute() == 1;

    private static InboxRow Row(SqliteStatement row) => new(
        row.Long(0), row.City(1), row.Text(2), row.Text(3), row.Text(4), row.Bytes(5), row.Instant(6), row.Integer(7));
}
