using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Samanvay.Runtime.Ports;
using SQLitePCL;

namespace Samanvay.Storage.Sqlite;

/// <summary>One connection with its prepared statements; one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly string _path;
    private readonly bool _readOnly;
    private readonly Action<string> _before;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentQueue<SqliteWrite> _writes = new();

    // The texts are constants of this assembly, so the reference finds them without hashing the text.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private SqliteConnection? _connection;
    private bool _isTurnAwaited;

    /// <param name="before">Told of every statement before it runs; a test lets the machine fail there.</param>
    public SqliteSession(string path, bool readOnly, Action<string> before) =>
        (_path, _readOnly, _before) = (path, readOnly, before);

    /// <summary>KiB of pages that it keeps in memory at most.</summary>
    public int Cache { get; init; } = 2048;

    /// <summary>Whether what is written gets to the disk.</summary>
    public SqliteHealth Health { get; } = new();

    /// <summary>Since the connection was opened.</summary>
    public long RowsWritten => raw.sqlite3_total_changes(Connection.Handle!);

    /// <summary>Commits that flushed something to the disk.</summary>
    public long Commits { get; private set; }

    // Opened at first use, and again after a failure that it did not survive.
    private SqliteConnection Connection => _connection ?? Open();

    /// <summary>The statement of a constant text, prepared once.</summary>
    public SqliteStatement this[string sql]
    {
        get
        {
            _before(sql);
            if (_statements.TryGetValue(sql, out var known)) return known;
            return _statements[sql] = new SqliteStatement(Connection.Handle!, sql);
        }
    }

    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return work(this);
        }
        catch (SqliteException failure) when (IsMachine(failure))
        {
            throw new StorageUnavailableException(failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What is read sees one state of the database.</summary>
    public T AtOnce<T>(Func<T> read)
    {
        this["BEGIN"].Execute();
        try
        {
            return read();
        }
        finally
        {
            this["COMMIT"].Execute();
        }
    }

    /// <summary>All of <paramref name="work"/> or nothing; what returns is on the disk.</summary>
    /// <remarks>
    /// Whoever waits while another commits shares the next commit: one flush of the disk serves them all. Each has its
    /// own savepoint, so that the failure of one is not the failure of the others.
    /// </remarks>
    public async ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var write = new SqliteWrite<T>(work);
        _writes.Enqueue(write);
        // One that waits for its turn takes along all that came meanwhile: were there one for each, what comes now
        // would stand behind all whose writes are long done.
        if (!Interlocked.Exchange(ref _isTurnAwaited, true)) _ = WriteInTurnAsync();
        // Once in the queue it may be done by another at any moment, so the wait can not be given up.
        return await write.Result;
    }

    public async ValueTask WriteAsync(Action<SqliteSession> work, CancellationToken cancellation) =>
        await WriteAsync(session => { work(session); return true; }, cancellation);

    public void Pragma(string setting)
    {
        using var command = Connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this project's own.
        command.CommandText = $"PRAGMA {setting}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Close();
        _gate.Dispose();
    }

    private async Task WriteInTurnAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            Interlocked.Exchange(ref _isTurnAwaited, false);
            WriteAll();
        }
        finally
        {
            _gate.Release();
        }
    }

    private void WriteAll()
    {
        var writes = new List<SqliteWrite>();
        while (_writes.TryDequeue(out var write)) writes.Add(write);
        try
        {
            this["BEGIN IMMEDIATE"].Execute();
            var changes = raw.sqlite3_total_changes(Connection.Handle!);
            foreach (var write in writes) Write(write, isAlone: writes.Count == 1);
            this["COMMIT"].Execute();
            // A transaction that changed nothing goes through on a full disk too.
            if (raw.sqlite3_total_changes(Connection.Handle!) != changes) Wrote();
            foreach (var write in writes) write.Complete();
        }
        catch (Exception failure)
        {
            var reason = failure;
            if (failure is SqliteException machine && IsMachine(machine))
            {
                Health.Failed(
                    machine.SqliteErrorCode == raw.SQLITE_FULL ? StorageState.Full : StorageState.Away);
                reason = new StorageUnavailableException(failure);
            }

            foreach (var write in writes) write.Fail(reason);
            Undo();
        }
    }

    private void Wrote()
    {
        Health.Wrote();
        Commits++;
    }

    private void Undo()
    {
        try
        {
            // SQLite has already rolled back after some failures; then there is nothing left to undo.
            if (_connection is { Handle: { } handle } && raw.sqlite3_get_autocommit(handle) == 0)
                this["ROLLBACK"].Execute();
        }
        catch (Exception)
        {
            // A connection that can not even roll back is given up: opening the file again recovers it.
            Close();
        }
    }

    private void Write(SqliteWrite write, bool isAlone)
    {
        if (isAlone)
        {
            write.Run(this);
            return;
        }
        this["SAVEPOINT one"].Execute();
        try
        {
            write.Run(this);
        }
        catch (Exception failure) when (failure is not SqliteException machine || !IsMachine(machine))
        {
            this["ROLLBACK TO one"].Execute();
            write.Fail(failure);
        }
        this["RELEASE one"].Execute();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = _readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            _connection = connection;
            if (!_readOnly) Prepare();
            Pragma("busy_timeout = 5000");
            Pragma("foreign_keys = ON");
            Pragma(string.Create(CultureInfo.InvariantCulture, $"cache_size = -{Cache}"));
            return connection;
        }
        catch
        {
            _connection = null;
            connection.Dispose();
            throw;
        }
    }

    private void Close()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _connection?.Dispose();
        _connection = null;
    }

    // The log is emptied by a timed checkpoint on a connection of its own; the limit here is for when that is too slow.
    // auto_vacuum takes effect only before the first table exists, hence before the migration.
    private void Prepare()
    {
        Pragma("auto_vacuum = INCREMENTAL");
        Pragma("journal_mode = WAL");
        Pragma("synchronous = FULL");
        // Pages, whose move into the file one commit waits for: some hundredths of a second.
        Pragma("wal_autocheckpoint = 4000");
        Pragma("journal_size_limit = 67108864");
    }

    private static bool IsMachine(SqliteException failure) => failure.SqliteErrorCode is
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN
        or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT or raw.SQLITE_PROTOCOL or raw.SQLITE_CORRUPT
        or raw.SQLITE_NOTADB;
}
