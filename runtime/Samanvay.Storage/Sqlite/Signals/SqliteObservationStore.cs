using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Series;
using Samanvay.Storage.Stores;

namespace Samanvay.Storage.Sqlite.Signals;

/// <summary>The observations lane in SQLite. It reads on a connection that no step waits for.</summary>
internal sealed class SqliteObservationStore(SqliteDatabase database) : IObservationStore
{
    private const string Position = "SELECT position, checkpoint FROM intake_positions WHERE city = ?";

    // Of two that know the same batch only the first goes on.
    private const string Advance = """
        INSERT INTO intake_positions (city, position, checkpoint) VALUES (?1, ?2 + 1, 0)
        ON CONFLICT (city) DO UPDATE SET position = ?2 + 1 WHERE position = ?2
        """;

    private const string Check = "UPDATE intake_positions SET checkpoint = ? WHERE city = ?";

    private const string AddMark = "INSERT OR IGNORE INTO observation_marks (name, until) VALUES (?, ?)";

    private const string HasOld = "SELECT 1 FROM observation_dedupe LIMIT 1";

    private const string FindOld = "SELECT 1 FROM observation_dedupe WHERE city = ? AND source = ? AND id = ?";

    private const string Find = """
        SELECT city, rule, place, state, due_at, changes, position FROM situation_states
        WHERE city = ? AND rule = ? AND place = ?
        """;

    private const string Changed = """
        SELECT city, rule, place, state, due_at, changes, position FROM situation_states
        WHERE city = ? AND position > ?
        """;

    private const string Due = """
        SELECT city, rule, place, state, due_at, changes, position FROM situation_states
        WHERE city = ? AND due_at <= ? ORDER BY due_at, rule, place LIMIT ?
        """;

    private const string NextDue = """
        SELECT MIN(due_at) FROM situation_states WHERE city = ? AND due_at IS NOT NULL
        """;

    private const string Put = """
        INSERT INTO situation_states (city, rule, place, state, due_at, changes, position) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (city, rule, place) DO UPDATE SET
            state = excluded.state, due_at = excluded.due_at, changes = excluded.changes, position = excluded.position
        """;

    private const string AddSegment = """
        INSERT INTO observation_segments (city, received_at, first_at, last_at, count, body, position)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """;

    // Its name is among the marks too, and stays there longer than the text here.
    private const string AddAlert = """
        INSERT INTO alerts (city, source, identifier, sent, received_at, outcome, facts, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    public async ValueTask<IntakePosition> PositionAsync(CityId city, CancellationToken cancellation) =>
        await database.Intake.ReadAsync(
            session => session[Position].Bind(city)
                .Read(row => new IntakePosition(row.Long(0), row.Long(1))) is [var found] ? found : default,
            cancellation);

    public async ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation) =>
        await database.Intake.ReadAsync(
            session => session.AtOnce(() => keys
                .SelectMany(key => session[Find].Bind(key.City).Bind(key.Rule).Bind(key.Place).Read(Row))
                .ToDictionary(row => row.Key)), cancellation);

    public async ValueTask<IReadOnlyList<SituationRow>> ChangedAsync(
        CityId city, long after, CancellationToken cancellation) =>
        await database.Intake.ReadAsync(
            session => session[Changed].Bind(city).Bind(after).Read(Row), cancellation);

    public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation) =>
        SqliteSegments.ReadAsync(database.Intake, span, readings, cancellation);

    public async ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation) =>
        await database.Intake.ReadAsync(
            session => session[Due].Bind(city).Bind(now).Bind(limit).Read(Row), cancellation);

    public ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        database.Intake.ReadAsync(
            session => session[NextDue].Bind(city).Read(row => row.OptionalInstant(0))[0], cancellation);

    public ValueTask SaveAsync(
        ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => Save(session, head, judge), cancellation);

    private static void Save(
        SqliteSession session, ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge)
    {
        foreach (var step in head.Steps)
        {
            if (session[Advance].Bind(step.City).Bind(step.Before).Execute() == 0)
                throw new ObservationConflictException();
        }

        var batch = judge(Remember(session, head.Marks));
        foreach (var segment in batch.Segments) Add(session, segment);
        foreach (var row in batch.Situations) Write(session, row);
        foreach (var row in batch.Alerts) Add(session, row);
        foreach (var row in batch.Inbox) SqliteInboxStore.Insert(session, row);
        foreach (var (city, checkpoint) in batch.Checkpoints)
            session[Check].Bind(checkpoint).Bind(city).Execute();
    }

    // Which of them were there.
    private static HashSet<int> Remember(SqliteSession session, IReadOnlyList<ObservationMark> marks)
    {
        var seen = new HashSet<int>();
        if (marks.Count == 0) return seen;
        var names = new MarkNames();
        var hasOld = session[HasOld].Read(static _ => true).Count > 0;
        for (var index = 0; index < marks.Count; index++)
        {
            var mark = marks[index];
            var isNew = session[AddMark].Bind(names.Of(mark.Id)).Bind(MarkNames.HourAfter(mark.Until)).Execute() > 0;
            if (!isNew || (hasOld && IsOld(session, mark.Id))) seen.Add(index);
        }

        return seen;
    }

    // What was taken in before names were made short is still remembered by its long one.
    private static bool IsOld(SqliteSession session, ObservationId id) =>
        session[FindOld].Bind(id.City).Bind(id.Source).Bind(id.Id).Read(static _ => true).Count > 0;

    private static void Add(SqliteSession session, ObservationSegment segment) =>
        session[AddSegment].Bind(segment.City).Bind(segment.ReceivedAt).Bind(segment.FirstAt).Bind(segment.LastAt)
            .Bind(segment.Count).Bind(segment.Body).Bind(segment.Position).Execute();

    private static void Add(SqliteSession session, AlertRow row) =>
        session[AddAlert].Bind(row.City).Bind(row.Key.Source).Bind(row.Key.Identifier).Bind(row.Key.Sent)
            .Bind(row.ReceivedAt).Bind(row.Outcome.ToString()).Bind(AlertStore.Write(row.Facts)).Bind(row.Text)
            .Execute();

    private static void Write(SqliteSession session, SituationRow row) =>
        session[Put].Bind(row.Key.City).Bind(row.Key.Rule).Bind(row.Key.Place).Bind(row.State).Bind(row.DueAt)
            .Bind(row.Changes).Bind(row.Position).Execute();

    private static SituationRow Row(SqliteStatement row) => new(
        new SituationKey(row.City(0), row.Text(1), row.Text(2)), row.Bytes(3), row.OptionalInstant(4), row.Long(5))
    {
        Position = row.Long(6),
    };
}
