using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>The step path in SQLite: a whole batch is one transaction of prepared statements.</summary>
internal sealed class SqliteOperationStore(SqliteDatabase database) : IOperationStore
{
    private const string Load = "SELECT city, id, sequence, state, hash FROM operations WHERE city = ? AND id = ?";

    private const string FindJoinable = """
        SELECT city, id FROM operations WHERE city = ? AND dedupe_key = ? AND dedupe_key IS NOT NULL AND ended_at IS
            NULL
        ORDER BY opened_at LIMIT 1
        """;

    private const string FindHandled = "SELECT answer, at FROM handled_keys WHERE city = ? AND key = ?";

    private const string Create = """
        INSERT INTO operations (sequence, state, hash, kind, title, severity, opened_at, ended_at, ward, asset,
            latitude, longitude, dedupe_key, held, changed_at, city, id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (city, id) DO NOTHING
        """;

    private const string Change = """
        UPDATE operations SET sequence = ?, state = ?, hash = ?, kind = ?, title = ?, severity = ?, opened_at = ?,
            ended_at = ?, ward = ?, asset = ?, latitude = ?, longitude = ?, dedupe_key = ?, held = ?, changed_at = ?
        WHERE city = ? AND id = ? AND sequence = ?
        """;

    private const string AddHistory =
        "INSERT INTO history (city, operation, sequence, at, body, hash) VALUES (?, ?, ?, ?, ?, ?)";

    private const string AddOutbox = """
        INSERT INTO outbox (city, operation, key, type, body, reply, at, status, attempts, next_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
        """;

    private const string AddHandled =
        "INSERT INTO handled_keys (city, key, answer, at) VALUES (?, ?, ?, ?) ON CONFLICT (city, key) DO NOTHING";

    // A live clock has the machine's time as a better witness, so it is kept to the second; a sample clock (mode 1) has
    // only this.
    private const string MoveClock = """
        UPDATE city_clock SET now = ?1
        WHERE city = ?2 AND now < ?1 - CASE mode WHEN 1 THEN 0 ELSE 1000 END
        """;

    // One process owns the file.
    public bool IsShared => false;

    public async ValueTask<IReadOnlyList<StoredOperation>> LoadAsync(
        IReadOnlyCollection<OperationKey> keys, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => keys.SelectMany(key => session[Load].Bind(key).Read(Row)).ToList(), cancellation);

    public async ValueTask<OperationKey?> FindJoinableAsync(
        CityId city, string dedupeKey, CancellationToken cancellation)
    {
        var found = await database.Reader.ReadAsync(
            session => session[FindJoinable].Bind(city).Bind(dedupeKey).Read(row => row.OperationKey(0)), cancellation);
        return found is [var key] ? key : null;
    }

    public async ValueTask<IReadOnlyList<HandledCommand>> FindHandledAsync(
        IReadOnlyCollection<CommandKey> keys, CancellationToken cancellation) =>
        await database.Reader.ReadAsync(
            session => keys.SelectMany(key => session[FindHandled].Bind(key.City).Bind(key.Key)
                .Read(row => new HandledCommand(key, row.Bytes(0), row.Instant(1)))).ToList(), cancellation);

    public ValueTask SaveAsync(StepBatch batch, CancellationToken cancellation) =>
        database.Writer.WriteAsync(session => Save(session, batch), cancellation);

    public async ValueTask SaveHeldAsync(
        IReadOnlyCollection<OperationKey> operations, Func<IReadOnlyList<StoredOperation>, ValueTask<StepBatch>> work,
        CancellationToken cancellation) =>
        await SaveAsync(await work(await LoadAsync(operations, cancellation)), cancellation);

    private static void Save(SqliteSession session, StepBatch batch)
    {
        foreach (var operation in batch.Operations) Save(session, operation);
        foreach (var handled in batch.Handled)
        {
            var added = session[AddHandled].Bind(handled.Key.City).Bind(handled.Key.Key).Bind(handled.Answer)
                .Bind(handled.At).Execute();
            if (added != 1) throw new StepConflictException([.. batch.Operations.Select(write => write.Key)]);
        }
        foreach (var id in batch.Inbox) SqliteInboxStore.Delete(session, id);
        foreach (var effect in batch.Done) SqliteOutboxStore.Close(session, effect);
        foreach (var time in batch.Times) session[MoveClock].Bind(time.At).Bind(time.City).Execute();
    }

    private static void Save(SqliteSession session, OperationWrite write)
    {
        var written = write.SequenceBefore == 0
            ? BindState(session[Create], write).Execute()
            : BindState(session[Change], write).Bind(write.SequenceBefore).Execute();
        if (written != 1) throw new StepConflictException([write.Key]);

        foreach (var entry in write.History)
        {
            session[AddHistory].Bind(write.Key).Bind(entry.Sequence).Bind(entry.At).Bind(entry.Body).Bind(entry.Hash)
                .Execute();
        }
        foreach (var row in write.Outbox)
        {
            session[AddOutbox].Bind(write.Key).Bind(row.Key).Bind(row.Type).Bind(row.Body).Bind(row.Reply).Bind(row.At)
                .Execute();
        }
        SqliteLines.Save(session, write.Key, write.Lines);
    }

    private static SqliteStatement BindState(SqliteStatement statement, OperationWrite write)
    {
        var header = write.Lines.Header;
        return statement.Bind(write.After.Sequence).Bind(write.After.State).Bind(write.After.Hash).Bind(header.Kind)
            .Bind(header.Title).Bind(header.Severity).Bind(header.OpenedAt).Bind(header.EndedAt).Bind(header.Ward)
            .Bind(header.Asset).Bind(header.Latitude).Bind(header.Longitude).Bind(header.DedupeKey)
            .Bind(header.Held).Bind((Instant?)write.History[^1].At).Bind(write.Key);
    }

    private static StoredOperation Row(SqliteStatement row) => new(
        row.OperationKey(0), row.Long(2), row.Bytes(3), row.Bytes(4));
}
