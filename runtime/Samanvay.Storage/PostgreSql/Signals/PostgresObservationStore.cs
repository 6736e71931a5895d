using NodaTime;
using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Stores;

namespace Samanvay.Storage.PostgreSql.Signals;

/// <summary>The observations lane in PostgreSQL.</summary>
internal sealed class PostgresObservationStore(PostgresDatabase database) : IObservationStore
{
    private const string FindSeen = """
        SELECT o.city, o.source, o.id FROM unnest($1::text[], $2::text[], $3::text[]) AS k (city, source, id)
        JOIN observation_dedupe o ON o.city = k.city AND o.source = k.source AND o.id = k.id
        """;

    private const string Find = """
        SELECT s.city, s.rule, s.place, s.state, s.due_at, s.changes
        FROM unnest($1::text[], $2::text[], $3::text[]) AS k (city, rule, place)
        JOIN situation_states s ON s.city = k.city AND s.rule = k.rule AND s.place = k.place
        """;

    private const string Due = """
        SELECT city, rule, place, state, due_at, changes FROM situation_states
        WHERE city = $1 AND due_at <= $2 ORDER BY due_at, rule, place LIMIT $3
        """;

    private const string NextDue =
        "SELECT min(due_at) FROM situation_states WHERE city = $1 AND due_at IS NOT NULL";

    // In the order of their keys, whoever locks: two that move the same places can not wait for each other.
    private const string Lock = $"{Find} ORDER BY s.city, s.rule, s.place FOR UPDATE OF s";

    private const string Rows = """
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::bigint[], $6::bigint[])
            AS n (city, rule, place, state, due_at, changes)
        """;

    private const string Create = $"""
        INSERT INTO situation_states (city, rule, place, state, due_at, changes)
        SELECT * {Rows} ON CONFLICT (city, rule, place) DO NOTHING
        """;

    private const string Change = $"""
        UPDATE situation_states s SET state = n.state, due_at = n.due_at, changes = n.changes
        {Rows} WHERE s.city = n.city AND s.rule = n.rule AND s.place = n.place
        """;

    private const string AddSeen = """
        INSERT INTO observation_dedupe (city, source, id, until)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
        ON CONFLICT (city, source, id) DO NOTHING
        """;

    private const string AddSegments = """
        INSERT INTO observation_segments (city, received_at, first_at, last_at, count, body)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bytea[])
        """;

    // Its name is in the dedupe table too, and stays there longer than the text here.
    private const string AddAlerts = """
        INSERT INTO alerts (city, source, identifier, sent, received_at, outcome, facts, text)
        SELECT * FROM unnest(
            $1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bytea[], $8::text[])
        ON CONFLICT DO NOTHING
        """;

    public async ValueTask<IReadOnlySet<ObservationId>> FindSeenAsync(
        IReadOnlyCollection<ObservationId> ids, CancellationToken cancellation)
    {
        var rows = new Columns<ObservationId>([.. ids]);
        return (await database.ReadAsync(
            session => session.QueryAsync(
                FindSeen, row => new ObservationId(row.City(0), row.GetString(1), row.GetString(2)),
                rows.Of(id => id.City.Value), rows.Of(id => id.Source), rows.Of(id => id.Id)),
            cancellation)).ToHashSet();
    }

    public async ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation)
    {
        var found = await database.ReadAsync(
            session => session.QueryAsync(Find, Row, Names([.. keys.Distinct()])), cancellation);
        return found.ToDictionary(row => row.Key);
    }

    public async ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(Due, Row, city.Value, now.Stored(), limit), cancellation);

    public async ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        (await database.ReadAsync(
            session => session.QueryAsync(NextDue, row => row.OptionalInstant(0), city.Value), cancellation))[0];

    public ValueTask SaveAsync(ObservationBatch batch, CancellationToken cancellation) =>
        database.SaveAsync(session => SaveAsync(session, batch), cancellation);

    private static async Task SaveAsync(PostgresSession session, ObservationBatch batch)
    {
        var known = batch.Known.ToDictionary(row => row.Key);
        var fresh = InOrder(batch.Situations.Where(row => !known.ContainsKey(row.Key)), row => row.Key);
        var seen = InOrder(batch.Seen, row => row.Id);
        var stored = new List<SituationRow>();
        var statements = new PostgresBatch();
        if (known.Count > 0) statements.Read(Lock, row => stored.Add(Row(row)), Names(known.Keys));
        var created = statements.Add(Create, fresh, States);
        var taken = statements.Add(AddSeen, seen, rows =>
        [
            rows.Of(row => row.Id.City.Value), rows.Of(row => row.Id.Source), rows.Of(row => row.Id.Id),
            rows.Of(row => row.Until.Stored()),
        ]);
        statements.Add(Change, [.. batch.Situations.Where(row => known.ContainsKey(row.Key))], States);
        statements.Add(AddSegments, batch.Segments, Segments);
        statements.Add(AddAlerts, batch.Alerts, Alerts);
        PostgresInboxStore.Insert(statements, batch.Inbox);
        session.AskTransaction(statements, PostgresWitness.Of(batch));
        await session.ExecuteAsync(statements);
        // Nothing of it is committed then.
        if (stored.Count != known.Count || !stored.TrueForAll(row => IsSame(row, known[row.Key]))
            || (created?.RecordsAffected ?? 0) != fresh.Count || (taken?.RecordsAffected ?? 0) != seen.Count)
        {
            throw new ObservationConflictException();
        }
    }

    private static bool IsSame(SituationRow stored, SituationRow known) =>
        stored.Changes == known.Changes && stored.DueAt == known.DueAt
        && stored.State.Span.SequenceEqual(known.State.Span);

    private static object[] Names(IReadOnlyCollection<SituationKey> keys) =>
    [
        keys.Select(key => key.City.Value).ToArray(), keys.Select(key => key.Rule).ToArray(),
        keys.Select(key => key.Place).ToArray(),
    ];

    private static object[] States(Columns<SituationRow> rows) =>
    [
        rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Rule), rows.Of(row => row.Key.Place),
        rows.Of(row => row.State.Stored()), rows.Of(row => row.DueAt.Stored()), rows.Of(row => row.Changes),
    ];

    private static object[] Segments(Columns<ObservationSegment> rows) =>
    [
        rows.Of(row => row.City.Value), rows.Of(row => row.ReceivedAt.Stored()), rows.Of(row => row.FirstAt.Stored()),
        rows.Of(row => row.LastAt.Stored()), rows.Of(row => row.Count), rows.Of(row => row.Body.Stored()),
    ];

    private static object[] Alerts(Columns<AlertRow> rows) =>
    [
        rows.Of(row => row.City.Value), rows.Of(row => row.Key.Source), rows.Of(row => row.Key.Identifier),
        rows.Of(row => row.Key.Sent.Stored()), rows.Of(row => row.ReceivedAt.Stored()),
        rows.Of(row => row.Outcome.ToString()), rows.Of(row => AlertStore.Write(row.Facts)), rows.Of(row => row.Text),
    ];

    // One order for all writers, so that two that meet wait for one another and never in a circle.
    private static List<T> InOrder<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key) where TKey : notnull =>
        [.. rows.OrderBy(row => key(row).ToString(), StringComparer.Ordinal)];

    private static SituationRow Row(NpgsqlDataReader row) => new(
        new SituationKey(row.City(0), row.GetString(1), row.GetString(2)), row.Bytes(3), row.OptionalInstant(4),
        row.GetInt64(5));
}
