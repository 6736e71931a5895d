using NodaTime;
using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

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

    private const string AddSeen = """
        INSERT INTO observation_dedupe (city, source, id, until)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
        ON CONFLICT (city, source, id) DO UPDATE SET until = excluded.until
        """;

    private const string Put = """
        INSERT INTO situation_states (city, rule, place, state, due_at, changes)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::bigint[], $6::bigint[])
        ON CONFLICT (city, rule, place)
        DO UPDATE SET state = excluded.state, due_at = excluded.due_at, changes = excluded.changes
        """;

    private const string AddSegments = """
        INSERT INTO observation_segments (city, received_at, first_at, last_at, count, body)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bytea[])
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
        var rows = new Columns<SituationKey>([.. keys.Distinct()]);
        return (await database.ReadAsync(
            session => session.QueryAsync(
                Find, Row, rows.Of(key => key.City.Value), rows.Of(key => key.Rule), rows.Of(key => key.Place)),
            cancellation)).ToDictionary(row => row.Key);
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

    private static Task SaveAsync(PostgresSession session, ObservationBatch batch)
    {
        var statements = new PostgresBatch();
        statements.Add(Put, InOrder(batch.Situations, row => row.Key), rows =>
        [
            rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Rule), rows.Of(row => row.Key.Place),
            rows.Of(row => row.State.Stored()), rows.Of(row => row.DueAt.Stored()), rows.Of(row => row.Changes),
        ]);
        statements.Add(AddSeen, InOrder(batch.Seen, row => row.Id), rows =>
        [
            rows.Of(row => row.Id.City.Value), rows.Of(row => row.Id.Source), rows.Of(row => row.Id.Id),
            rows.Of(row => row.Until.Stored()),
        ]);
        statements.Add(AddSegments, batch.Segments, rows =>
        [
            rows.Of(row => row.City.Value), rows.Of(row => row.ReceivedAt.Stored()),
            rows.Of(row => row.FirstAt.Stored()), rows.Of(row => row.LastAt.Stored()), rows.Of(row => row.Count),
            rows.Of(row => row.Body.Stored()),
        ]);
        PostgresInboxStore.Insert(statements, batch.Inbox);
        return session.ExecuteAsync(statements);
    }

    // One order for all writers, so that two that meet wait for one another and never in a circle.
    private static List<T> InOrder<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key) where TKey : notnull =>
        [.. rows.OrderBy(row => key(row).ToString(), StringComparer.Ordinal)];

    private static SituationRow Row(NpgsqlDataReader row) => new(
        new SituationKey(row.City(0), row.GetString(1), row.GetString(2)), row.Bytes(3), row.OptionalInstant(4),
        row.GetInt64(5));
}
