using NodaTime;
using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Series;
using Samanvay.Storage.Stores;

namespace Samanvay.Storage.PostgreSql.Signals;

/// <summary>The observations lane in PostgreSQL.</summary>
internal sealed class PostgresObservationStore(PostgresDatabase database) : IObservationStore
{
    private const string Fields = "s.city, s.rule, s.place, s.state, s.due_at, s.changes, s.position";

    private const string Position = "SELECT position, checkpoint FROM intake_positions WHERE city = $1";

    // Of two that know the same batch only the first goes on; the second waits for it here.
    private const string Advance = """
        INSERT INTO intake_positions AS p (city, position, checkpoint) VALUES ($1, $2 + 1, 0)
        ON CONFLICT (city) DO UPDATE SET position = $2 + 1 WHERE p.position = $2
        """;

    private const string Check = """
        UPDATE intake_positions p SET checkpoint = n.checkpoint
        FROM unnest($1::text[], $2::bigint[]) AS n (city, checkpoint) WHERE p.city = n.city
        """;

    private const string AddMarks = """
        INSERT INTO observation_marks (name, until) SELECT * FROM unnest($1::bytea[], $2::int[])
        ON CONFLICT (name) DO NOTHING RETURNING name
        """;

    private const string HasOld = "SELECT EXISTS (SELECT 1 FROM observation_dedupe)";

    private const string FindOld = """
        SELECT k.number FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS k (city, source, id, number)
        JOIN observation_dedupe o ON o.city = k.city AND o.source = k.source AND o.id = k.id
        """;

    private const string Find = $"""
        SELECT {Fields} FROM unnest($1::text[], $2::text[], $3::text[]) AS k (city, rule, place)
        JOIN situation_states s ON s.city = k.city AND s.rule = k.rule AND s.place = k.place
        """;

    private const string Changed = $"SELECT {Fields} FROM situation_states s WHERE city = $1 AND position > $2";

    private const string Due = $"""
        SELECT {Fields} FROM situation_states s
        WHERE city = $1 AND due_at <= $2 ORDER BY due_at, rule, place LIMIT $3
        """;

    private const string NextDue =
        "SELECT min(due_at) FROM situation_states WHERE city = $1 AND due_at IS NOT NULL";

    private const string Put = """
        INSERT INTO situation_states (city, rule, place, state, due_at, changes, position)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::bigint[], $6::bigint[], $7::bigint[])
        ON CONFLICT (city, rule, place) DO UPDATE SET
            state = excluded.state, due_at = excluded.due_at, changes = excluded.changes, position = excluded.position
        """;

    private const string AddSegments = """
        INSERT INTO observation_segments (city, received_at, first_at, last_at, count, body, position)
        SELECT * FROM unnest(
            $1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bytea[], $7::bigint[])
        """;

    // Its name is among the marks too, and stays there longer than the text here.
    private const string AddAlerts = """
        INSERT INTO alerts (city, source, identifier, sent, received_at, outcome, facts, text)
        SELECT * FROM unnest(
            $1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bytea[], $8::text[])
        ON CONFLICT DO NOTHING
        """;

    public async ValueTask<IntakePosition> PositionAsync(CityId city, CancellationToken cancellation)
    {
        var found = await database.ReadAsync(
            session => session.QueryAsync(
                Position, row => new IntakePosition(row.GetInt64(0), row.GetInt64(1)), city.Value), cancellation);
        return found is [var position] ? position : default;
    }

    public async ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation)
    {
        var found = await database.ReadAsync(session => session.QueryAsync(Find, Row, Names(keys)), cancellation);
        return found.ToDictionary(row => row.Key);
    }

    public async ValueTask<IReadOnlyList<SituationRow>> ChangedAsync(
        CityId city, long after, CancellationToken cancellation) =>
        await database.ReadAsync(session => session.QueryAsync(Changed, Row, city.Value, after), cancellation);

    public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation) =>
        PostgresSegments.ReadAsync(database, span, readings, cancellation);

    public async ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(Due, Row, city.Value, now.Stored(), limit), cancellation);

    public async ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        (await database.ReadAsync(
            session => session.QueryAsync(NextDue, row => row.OptionalInstant(0), city.Value), cancellation))[0];

    public ValueTask SaveAsync(
        ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge, CancellationToken cancellation) =>
        database.SaveAsync(session => SaveAsync(session, head, judge), cancellation);

    private static async Task SaveAsync(
        PostgresSession session, ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge)
    {
        var seen = await BeginAsync(session, head);
        var batch = judge(seen);
        var statements = new PostgresBatch();
        statements.Add(Put, batch.Situations, States);
        statements.Add(AddSegments, batch.Segments, Segments);
        statements.Add(AddAlerts, batch.Alerts, Alerts);
        PostgresInboxStore.Insert(statements, batch.Inbox);
        var checkpoints = batch.Checkpoints.ToArray();
        statements.Add(Check, checkpoints, rows => [rows.Of(row => row.Key.Value), rows.Of(row => row.Value)]);
        session.AskTransaction(statements, PostgresWitness.Of(batch));
        await session.ExecuteAsync(statements);
    }

    private static async Task<HashSet<int>> BeginAsync(PostgresSession session, ObservationHead head)
    {
        var (statements, added, hasOld) = (new PostgresBatch(), new HashSet<int>(), false);
        foreach (var step in head.Steps) statements.Add(Advance, step.City.Value, step.Before);
        var steps = statements.Commands.ToList();
        var names = NamesOf(head.Marks);
        if (head.Marks.Count > 0)
        {
            var numbers = new Dictionary<byte[], int>(names.Length, MarkNameComparer.Instance);
            for (var number = 0; number < names.Length; number++) numbers[names[number]] = number;
            statements.Read(
                AddMarks, row => added.Add(numbers[row.Bytes(0)]), names,
                head.Marks.Select(mark => (int)MarkNames.HourAfter(mark.Until)).ToArray());
            statements.Read(HasOld, row => hasOld = row.GetBoolean(0));
        }

        await session.ExecuteAsync(statements);
        if (steps.Exists(step => step.RecordsAffected == 0)) throw new ObservationConflictException();
        var seen = Enumerable.Range(0, head.Marks.Count).Where(number => !added.Contains(number)).ToHashSet();
        if (hasOld) seen.UnionWith(await OldAsync(session, head.Marks));
        return seen;
    }

    // What was taken in before names were made short is still remembered by its long one.
    private static Task<List<int>> OldAsync(PostgresSession session, IReadOnlyList<ObservationMark> marks)
    {
        var rows = new Columns<ObservationMark>(marks);
        return session.QueryAsync(
            FindOld, row => row.GetInt32(0), rows.Of(mark => mark.Id.City.Value), rows.Of(mark => mark.Id.Source),
            rows.Of(mark => mark.Id.Id), Enumerable.Range(0, marks.Count).ToArray());
    }

    private static byte[][] NamesOf(IReadOnlyList<ObservationMark> marks)
    {
        var names = new MarkNames();
        return new Columns<ObservationMark>(marks).Of(mark => names.Of(mark.Id));
    }

    private static object[] Names(IReadOnlyCollection<SituationKey> keys) =>
    [
        keys.Select(key => key.City.Value).ToArray(), keys.Select(key => key.Rule).ToArray(),
        keys.Select(key => key.Place).ToArray(),
    ];

    private static object[] States(Columns<SituationRow> rows) =>
    [
        rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Rule), rows.Of(row => row.Key.Place),
        rows.Of(row => row.State.Stored()), rows.Of(row => row.DueAt.Stored()), rows.Of(row => row.Changes),
        rows.Of(row => row.Position),
    ];

    private static object[] Segments(Columns<ObservationSegment> rows) =>
    [
        rows.Of(row => row.City.Value), rows.Of(row => row.ReceivedAt.Stored()), rows.Of(row => row.FirstAt.Stored()),
        rows.Of(row => row.LastAt.Stored()), rows.Of(row => row.Count), rows.Of(row => row.Body.Stored()),
        rows.Of(row => row.Position),
    ];

    private static object[] Alerts(Columns<AlertRow> rows) =>
    [
        rows.Of(row => row.City.Value), rows.Of(row => row.Key.Source), rows.Of(row => row.Key.Identifier),
        rows.Of(row => row.Key.Sent.Stored()), rows.Of(row => row.ReceivedAt.Stored()),
        rows.Of(row => row.Outcome.ToString()), rows.Of(row => AlertStore.Write(row.Facts)), rows.Of(row => row.Text),
    ];

    private static SituationRow Row(NpgsqlDataReader row) => new(
        new SituationKey(row.City(0), row.GetString(1), row.GetString(2)), row.Bytes(3), row.OptionalInstant(4),
        row.GetInt64(5))
    {
        Position = row.GetInt64(6),
    };
}
