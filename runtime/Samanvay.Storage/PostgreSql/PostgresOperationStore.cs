using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>
/// The step path in PostgreSQL: a whole batch is one transaction of a few statements over many rows. They travel
/// together: what locks and compares goes first, and where it finds that another process was first, nothing of what
/// came after it is committed.
/// </summary>
internal sealed class PostgresOperationStore(PostgresDatabase database) : IOperationStore
{
    private const string Load = """
        SELECT o.city, o.id, o.sequence, o.state, o.hash
        FROM unnest($1::text[], $2::text[]) AS k (city, id) JOIN operations o ON o.city = k.city AND o.id = k.id
        """;

    // In the order of their keys, whoever locks: two that want the same operations can not wait for each other.
    private const string Lock = $"{Load} ORDER BY o.city, o.id FOR UPDATE OF o";

    private const string LockSequences = """
        SELECT o.city, o.id, o.sequence
        FROM unnest($1::text[], $2::text[]) AS k (city, id) JOIN operations o ON o.city = k.city AND o.id = k.id
        ORDER BY o.city, o.id FOR UPDATE OF o
        """;

    private const string FindJoinable = """
        SELECT city, id FROM operations
        WHERE city = $1 AND dedupe_key = $2 AND dedupe_key IS NOT NULL AND ended_at IS NULL
        ORDER BY opened_at LIMIT 1
        """;

    private const string FindHandled = """
        SELECT h.city, h.key, h.answer, h.at
        FROM unnest($1::text[], $2::text[]) AS k (city, key) JOIN handled_keys h ON h.city = k.city AND h.key = k.key
        """;

    public bool IsShared => true;

    public async ValueTask<IReadOnlyList<StoredOperation>> LoadAsync(
        IReadOnlyCollection<OperationKey> keys, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(Load, Row, PostgresLineReader.Names(keys)), cancellation);

    public async ValueTask<OperationKey?> FindJoinableAsync(
        CityId city, string dedupeKey, CancellationToken cancellation)
    {
        var found = await database.ReadAsync(
            session => session.QueryAsync(FindJoinable, row => row.OperationKey(0), city.Value, dedupeKey),
            cancellation);
        return found is [var key] ? key : null;
    }

    public async ValueTask<IReadOnlyList<HandledCommand>> FindHandledAsync(
        IReadOnlyCollection<CommandKey> keys, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                FindHandled,
                row => new HandledCommand(
                    new CommandKey(row.City(0), row.GetString(1)), row.Bytes(2), row.Instant(3)),
                keys.Select(key => key.City.Value).ToArray(), keys.Select(key => key.Key).ToArray()),
            cancellation);

    public ValueTask SaveAsync(StepBatch batch, CancellationToken cancellation) =>
        database.SaveAsync(session => SaveAsync(session, batch), cancellation);

    public ValueTask SaveHeldAsync(
        IReadOnlyCollection<OperationKey> operations, Func<IReadOnlyList<StoredOperation>, ValueTask<StepBatch>> work,
        CancellationToken cancellation) =>
        database.SaveAsync(
            async session =>
            {
                var held = await session.QueryAsync(Lock, Row, PostgresLineReader.Names(operations));
                await SaveAsync(session, await work(held));
            },
            cancellation);

    private static async Task SaveAsync(PostgresSession session, StepBatch batch)
    {
        var expected = batch.Operations.Select(write => new OperationSequence(write.Key, write.SequenceBefore))
            .Concat(batch.Seen).ToDictionary(operation => operation.Key, operation => operation.Sequence);
        var stored = expected.ToDictionary(operation => operation.Key, _ => 0L);
        var statements = new PostgresBatch();
        if (expected.Count > 0)
        {
            statements.Read(
                LockSequences, row => stored[row.OperationKey(0)] = row.GetInt64(2),
                PostgresLineReader.Names(expected.Keys));
        }
        var areOurs = PostgresStepWriter.AddClaims(statements, batch);
        PostgresStepWriter.AddRows(statements, batch);
        session.AskTransaction(statements, PostgresWitness.Of(batch));
        try
        {
            await session.ExecuteAsync(statements);
        }
        catch (PostgresException clash) when (clash.SqlState == PostgresErrorCodes.UniqueViolation && IsConflict())
        {
            // What another process wrote first stands where this would have stood.
            throw Conflict();
        }
        if (IsConflict()) throw Conflict();

        bool IsConflict() => Moved().Any() || !areOurs();

        IEnumerable<OperationKey> Moved() => expected.Keys.Where(key => stored[key] != expected[key]);

        StepConflictException Conflict() => new([.. Moved()]);
    }

    private static StoredOperation Row(NpgsqlDataReader row) => new(
        row.OperationKey(0), row.GetInt64(2), row.Bytes(3), row.Bytes(4));
}
