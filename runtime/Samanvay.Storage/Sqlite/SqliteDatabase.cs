namespace Samanvay.Storage.Sqlite;

/// <summary>
/// The step path's way to one SQLite file: one connection that writes, one that reads. Screens and definitions use
/// Entity Framework on the same file; the write-ahead log keeps them out of each other's way.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly Lazy<SqliteSession> _writer;
    private readonly Lazy<SqliteSession> _reader;
    private readonly Lazy<SqliteSession> _maintenance;

    public SqliteDatabase(string path) : this(path, static _ => { })
    {
    }

    internal SqliteDatabase(string path, Action<string> before)
    {
        Path = path;
        _writer = new(() => new SqliteSession(path, readOnly: false, before));
        _reader = new(() => new SqliteSession(path, readOnly: true, before));
        _maintenance = new(() => new SqliteSession(path, readOnly: false, before));
    }

    public string Path { get; }

    internal SqliteSession Writer => _writer.Value;

    internal SqliteSession Reader => _reader.Value;

    /// <summary>For checkpoints, which run beside the writer and must not hold it up.</summary>
    internal SqliteSession Maintenance => _maintenance.Value;

    public void Dispose()
    {
        if (_maintenance.IsValueCreated) _maintenance.Value.Dispose();
        if (_reader.IsValueCreated) _reader.Value.Dispose();
        if (_writer.IsValueCreated) _writer.Value.Dispose();
    }
}
