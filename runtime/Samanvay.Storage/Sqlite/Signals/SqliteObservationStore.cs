using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Stores;

namespace Samanvay.Storage.Sqlite.Signals;

/// <summary>The observations lane in SQLite.</summary>
internal sealed class SqliteObservationStore(SqliteDatabase database) : IObservationStore
{
    private const string FindSeen = "SELECT 1 FROM observation_dedupe WHERE city = ? AND source = ? AND id = ?";

    private const string AddSeen = """
        INSERT INTO observation_dedupe (city, source, id, until) VALUES (?, ?, ?, ?)
        ON CONFLICT (city, source, id) DO UPDATE SET until = excluded.until
        """;

    private const string Find = """
        SELECT city, rule, place, state, due_at, changes FROM situation_states WHERE city = ? AND rule = ? AND place = ?
        """;

    private const string Due = """
        SELECT city, rule, place, state, due_at, changes FROM situation_states
        WHERE city = ? AND due_at <= ? ORDER BY due_at, rule, place LIMIT ?
        """;

    private const string NextDue = """
        SELECT MIN(due_at) FROM situation_states WHERE city = ? AND due_at IS NOT NULL
        """;

    private const string Put = """
        INSERT INTO situation_states (city, rule, place, state, due_at, changes) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (city, rule, place)
        DO UPDATE SET state = excluded.state, due_at = excluded.due_at, changes = excluded.changes
        """;

    private const string AddSegment = """
        INSERT INTO observation_segments (city, received_at, first_at, last_at, count, body) VALUES (?, ?, ?, ?, ?, ?)
        """;

    // Its name is in the dedupe table too, and stays there longer than the text here.
    private const string AddAlert = """
        INSERT INTO alerts (city, source, identifier, sent, received_at, outcome, facts, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    public async ValueTask<IReadOnlySet<ObservationId>> FindSeenAsync(
        IReadOnlyCollection<ObservationId> ids, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => ids.Where(id => IsSeen(session, id)).ToHashSet(), cancellation);

    public async ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => keys.Distinct()
                .SelectMany(key => session[Find].Bind(key.City).Bind(key.Rule).Bind(key.Place).Read(Row))
                .ToDictionary(row => row.Key), cancellation);

    public async ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => session[Due].Bind(city).Bind(now).Bind(limit).Read(Row), cancellation);

    public ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        database.Reader.ReadAsync(
            session => session[NextDue].Bind(city).Read(row => row.OptionalInstant(0))[0], cancellation);

    public ValueTask SaveAsync(ObservationBatch batch, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => Save(session, batch), cancellation);

    private static void Save(SqliteSession session, ObservationBatch batch)
    {
        foreach (var segment in batch.Segments) Add(session, segment);
        foreach (var seen in batch.Seen) Remember(session, seen);
        foreach (var row in batch.Situations) Write(session, row);
        foreach (var row in batch.Alerts) Add(session, row);
        foreach (var row in batch.Inbox) SqliteInboxStore.Insert(session, row);
    }

    private static void Add(SqliteSession session, ObservationSegment segment) =>
        session[AddSegment].Bind(segment.City).Bind(segment.ReceivedAt).Bind(segment.FirstAt).Bind(segment.LastAt)
            .Bind(segment.Count).Bind(segment.Body).Execute();

    private static void Add(SqliteSession session, AlertRow row) =>
        session[AddAlert].Bind(row.City).Bind(row.Key.Source).Bind(row.Key.Identifier).Bind(row.Key.Sent)
            .Bind(row.ReceivedAt).Bind(row.Outcome.ToString()).Bind(AlertStore.Write(row.Facts)).Bind(row.Text)
            .Execute();

    private static void Remember(SqliteSession session, SeenObservation seen) =>
        session[AddSeen].Bind(seen.Id.City).Bind(seen.Id.Source).Bind(seen.Id.Id).Bind(seen.Until).Execute();

    private static void Write(SqliteSession session, SituationRow row) =>
        session[Put].Bind(row.Key.City).Bind(row.Key.Rule).Bind(row.Key.Place).Bind(row.State).Bind(row.DueAt)
            .Bind(row.Changes).Execute();

    private static bool IsSeen(SqliteSession session, ObservationId id) =>
        session[FindSeen].Bind(id.City).Bind(id.Source).Bind(id.Id).Read(static _ => true).Count > 0;

    private static SituationRow Row(SqliteStatement row) => new(
        new SituationKey(row.City(0), row.Text(1), row.Text(2)), row.Bytes(3), row.OptionalInstant(4), row.Long(5));
}
