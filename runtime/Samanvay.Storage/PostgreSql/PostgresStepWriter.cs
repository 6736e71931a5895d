using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Writes what one batch changes, table by table, in one go.</summary>
internal static class PostgresStepWriter
{
    private const string Rows = """
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[], $5::bytea[], $6::text[], $7::text[], $8::int[],
            $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::float8[], $14::float8[], $15::text[],
            $16::text[], $17::bigint[])
            AS n (city, id, sequence, state, hash, kind, title, severity, opened_at, ended_at, ward, asset, latitude,
                longitude, dedupe_key, held, changed_at)
        """;

    private const string Create = $"""
        INSERT INTO operations (city, id, sequence, state, hash, kind, title, severity, opened_at, ended_at, ward,
            asset, latitude, longitude, dedupe_key, held, changed_at)
        SELECT * {Rows} ON CONFLICT (city, id) DO NOTHING
        """;

    private const string Change = $"""
        UPDATE operations o SET sequence = n.sequence, state = n.state, hash = n.hash, kind = n.kind, title = n.title,
            severity = n.severity, opened_at = n.opened_at, ended_at = n.ended_at, ward = n.ward, asset = n.asset,
            latitude = n.latitude, longitude = n.longitude, dedupe_key = n.dedupe_key, held = n.held,
            changed_at = n.changed_at
        {Rows} WHERE o.city = n.city AND o.id = n.id
        """;

    private const string AddHistory = """
        INSERT INTO history (city, operation, sequence, at, body, hash)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[])
        """;

    private const string AddOutbox = """
        INSERT INTO outbox (city, operation, key, type, body, reply, at, status, attempts, next_at)
        SELECT *, 0, 0, 0
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::bigint[])
        """;

    private const string AddHandled = """
        INSERT INTO handled_keys (city, key, answer, at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bigint[]) ON CONFLICT (city, key) DO NOTHING
        """;

    private const string RemoveInbox = "DELETE FROM inbox WHERE id = ANY ($1::bigint[])";

    private const string CloseOutbox = """
        UPDATE outbox o SET status = 1, next_at = n.at, reason = NULL
        FROM unnest($1::bigint[], $2::bigint[]) AS n (id, at) WHERE o.id = n.id AND o.status = 0
        """;

    // Whoever writes the row is waited for by all other processes until its commit. A live clock has the machine's
    // time as a better witness, so it is kept to the second; a sample clock (mode 1) has only this.
    private const string MoveClock = """
        UPDATE city_clock c SET now = n.now FROM unnest($1::text[], $2::bigint[]) AS n (city, now)
        WHERE c.city = n.city AND c.now < n.now - CASE c.mode WHEN 1 THEN 0 ELSE 1000 END
        """;

    /// <summary>
    /// Takes what the batch wants for itself: the new operations' places and the keys of its commands. Says whether
    /// nobody else had any of them. Always in one order, so that two that meet wait for one another and never in a
    /// circle.
    /// </summary>
    public static Func<bool> AddClaims(PostgresBatch statements, StepBatch batch)
    {
        var fresh = batch.Operations.Where(write => write.SequenceBefore == 0)
            .OrderBy(write => write.Key.City.Value, StringComparer.Ordinal)
            .ThenBy(write => write.Key.Operation.Text(), StringComparer.Ordinal).ToList();
        var created = statements.Add(Create, fresh, States);
        var handled = batch.Handled.OrderBy(row => row.Key.City.Value, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Key, StringComparer.Ordinal).ToList();
        var answered = statements.Add(AddHandled, handled, rows =>
        [
            rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Key), rows.Of(row => row.Answer.Stored()),
            rows.Of(row => row.At.Stored()),
        ]);
        return () => (created?.RecordsAffected ?? 0) == fresh.Count
            && (answered?.RecordsAffected ?? 0) == handled.Count;
    }

    public static void AddRows(PostgresBatch statements, StepBatch batch)
    {
        var operations = batch.Operations;
        statements.Add(Change, [.. operations.Where(write => write.SequenceBefore > 0)], States);
        AddHistoryAndEffects(statements, operations);
        PostgresLines.Add(statements, [.. operations.Select(write => (write.Key, write.Lines))]);
        if (!batch.Inbox.IsEmpty) statements.Add(RemoveInbox, batch.Inbox.ToArray());
        statements.Add(CloseOutbox, batch.Done, rows =>
            [rows.Of(effect => effect.Id), rows.Of(effect => effect.At.Stored())]);
        statements.Add(MoveClock, [.. batch.Times.OrderBy(time => time.City.Value, StringComparer.Ordinal)], rows =>
            [rows.Of(time => time.City.Value), rows.Of(time => time.At.Stored())]);
    }

    private static object[] States(Columns<OperationWrite> rows) =>
    [
        rows.Of(write => write.Key.City.Value), rows.Of(write => write.Key.Operation.Text()),
        rows.Of(write => write.After.Sequence), rows.Of(write => write.After.State.Stored()),
        rows.Of(write => write.After.Hash.Stored()), rows.Of(write => write.Lines.Header.Kind),
        rows.Of(write => write.Lines.Header.Title), rows.Of(write => write.Lines.Header.Severity),
        rows.Of(write => write.Lines.Header.OpenedAt.Stored()), rows.Of(write => write.Lines.Header.EndedAt.Stored()),
        rows.Of(write => write.Lines.Header.Ward), rows.Of(write => write.Lines.Header.Asset),
        rows.Of(write => write.Lines.Header.Latitude), rows.Of(write => write.Lines.Header.Longitude),
        rows.Of(write => write.Lines.Header.DedupeKey), rows.Of(write => write.Lines.Header.Held),
        rows.Of(write => write.History[^1].At.Stored()),
    ];

    private static void AddHistoryAndEffects(
        PostgresBatch statements, IReadOnlyList<OperationWrite> operations)
    {
        var history = (from write in operations from entry in write.History select (write.Key, Entry: entry)).ToList();
        statements.Add(AddHistory, history, rows =>
        [
            rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Operation.Text()),
            rows.Of(row => row.Entry.Sequence), rows.Of(row => row.Entry.At.Stored()),
            rows.Of(row => row.Entry.Body.Stored()), rows.Of(row => row.Entry.Hash.Stored()),
        ]);
        var effects = (from write in operations from effect in write.Outbox select (write.Key, Row: effect)).ToList();
        statements.Add(AddOutbox, effects, rows =>
        [
            rows.Of(row => row.Key.City.Value), rows.Of(row => row.Key.Operation.Text()),
            rows.Of(row => row.Row.Key), rows.Of(row => row.Row.Type), rows.Of(row => row.Row.Body.Stored()),
            rows.Of(row => row.Row.Reply), rows.Of(row => row.Row.At.Stored()),
        ]);
    }
}
