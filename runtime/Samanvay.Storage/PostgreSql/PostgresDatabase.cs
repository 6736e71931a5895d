using System.Data.Common;
using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>
/// The step path's way to a PostgreSQL database, which other processes use too: what is read may be moved on by them
/// before it is written, so whoever writes looks again under a lock.
/// </summary>
public sealed class PostgresDatabase : IStorageState, IDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private volatile StorageState _state;
    private long _saveTrips;

    // The step path reads and writes by key alone. A plan made while a table was still empty would look through all of
    // it, and be kept when it has grown.
    private const string ByKeyOnly = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    public PostgresDatabase(string connection, TimeProvider time)
    {
        var bounded = PostgresLinks.Bounded(connection);
        var settings = new NpgsqlConnectionStringBuilder(bounded) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        settings.Options = $"{settings.Options} {ByKeyOnly}".Trim();
        settings.ApplicationName ??= "samanvay";
        (Connection, Source, _time) = (bounded, NpgsqlDataSource.Create(settings), time);
    }

    public StorageState State => _state;

    /// <summary>How often saves of steps have waited for the database.</summary>
    internal long SaveTrips => Interlocked.Read(ref _saveTrips);

    internal string Connection { get; }

    internal NpgsqlDataSource Source { get; }

    internal async ValueTask<T> ReadAsync<T>(Func<PostgresSession, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation);
            return await work(new PostgresSession(connection, cancellation));
        }
        catch (Exception failure) when (PostgresFailure.IsMachine(failure))
        {
            throw new StorageUnavailableException(failure);
        }
    }

    /// <summary>All of <paramref name="work"/> or nothing; what returns is on the disk.</summary>
    internal async ValueTask<T> WriteAsync<T>(Func<PostgresSession, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var result = await work(new PostgresSession(connection, cancellation));
            await transaction.CommitAsync(cancellation);
            _state = StorageState.Works;
            return result;
        }
        catch (Exception failure) when (PostgresFailure.IsMachine(failure))
        {
            _state = StateOf(failure);
            throw new StorageUnavailableException(failure);
        }
    }

    /// <summary>
    /// As <see cref="WriteAsync"/>, for statements that travel together and are a transaction by that.
    /// </summary>
    internal async ValueTask WriteAsync(PostgresBatch statements, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation);
            await new PostgresSession(connection, cancellation).ExecuteAsync(statements);
            _state = StorageState.Works;
        }
        catch (Exception failure) when (PostgresFailure.IsMachine(failure))
        {
            _state = StateOf(failure);
            throw new StorageUnavailableException(failure);
        }
    }

    /// <summary>
    /// As <see cref="WriteAsync"/>, for what must not be done twice: when the answer to the commit is lost, the
    /// database is asked for it until it can say. A failure then means that nothing was saved.
    /// </summary>
    /// <param name="work">Asks for the transaction's id on its way, and names its witness.</param>
    internal async ValueTask SaveAsync(Func<PostgresSession, Task> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var session = new PostgresSession(connection, cancellation);
            await work(session);
            var id = session.Transaction ?? throw new InvalidOperationException("The transaction has no known id.");
            await CommitAsync(transaction, (id, session.Witness), cancellation);
            Interlocked.Add(ref _saveTrips, session.Trips + 1);
            _state = StorageState.Works;
        }
        catch (Exception failure) when (PostgresFailure.IsMachine(failure))
        {
            _state = StateOf(failure);
            throw new StorageUnavailableException(failure) { MayBeSaved = false };
        }
    }

    public void Dispose() => Source.Dispose();

    private static StorageState StateOf(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DiskFull } ? StorageState.Full : StorageState.Away;

    private async Task CommitAsync(
        DbTransaction transaction, (string Id, PostgresWitness? Witness) saved, CancellationToken cancellation)
    {
        try
        {
            // A commit that was sent can not be taken back, so the wait for its answer is not given up either.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception failure) when (PostgresFailure.IsMachine(failure))
        {
            if (!await WasCommittedAsync(saved.Id, saved.Witness, cancellation)) throw;
        }
    }

    internal async Task<bool> WasCommittedAsync(string id, PostgresWitness? witness, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var status = await ReadAsync(
                    session => session.QueryAsync(
                        "SELECT pg_xact_status($1::text::xid8)", row => row.OptionalText(0), id),
                    cancellation);
                if (status[0] is not "in progress")
                    return status[0] == "committed" && (witness is null || await IsThereAsync(witness, cancellation));
            }
            catch (StorageUnavailableException)
            {
                // Only the database knows, so it is waited for.
            }
            await Task.Delay(AskEvery, _time, cancellation);
        }
    }

    private async Task<bool> IsThereAsync(PostgresWitness witness, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            session => session.QueryAsync(witness.Sql, row => row.GetInt32(0), witness.Values), cancellation);
        return found.Count > 0;
    }
}
