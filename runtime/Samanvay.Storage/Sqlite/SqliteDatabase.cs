using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>
/// The step path's way to one SQLite file: one connection that writes, one that reads. Screens and definitions use
/// Entity Framework on the same file; the write-ahead log keeps them out of each other's way.
/// </summary>
public sealed class SqliteDatabase : IStorageState, IDisposable
{
    // What the steps of the day come back to stays in memory; who walks through everything comes back to nothing.
    private const int StepCache = 65536;

    public SqliteDatabase(string path) : this(path, static _ => { })
    {
    }

    internal SqliteDatabase(string path, Action<string> before)
    {
        Path = path;
        Writer = new SqliteSession(path, readOnly: false, before) { Cache = StepCache };
        Reader = new SqliteSession(path, readOnly: true, before);
        Intake = new SqliteSession(path, readOnly: true, before);
        Series = new SqliteSession(path, readOnly: true, before);
        Maintenance = new SqliteSession(path, readOnly: false, before);
    }

    public string Path { get; }

    public StorageState State => Writer.Health.State;

    internal SqliteSession Writer { get; }

    internal SqliteSession Reader { get; }

    /// <summary>For what the observations' lane must know: it waits for no screen.</summary>
    internal SqliteSession Intake { get; }

    /// <summary>For what devices sent, which may be much: neither steps nor the intake wait for it.</summary>
    internal SqliteSession Series { get; }

    /// <summary>For checkpoints, which run beside the writer and must not hold it up.</summary>
    internal SqliteSession Maintenance { get; }

    /// <summary>Creates the file where there is none. How it frees space is settled here, before its first
    /// table.</summary>
    public void Create() => Writer.Pragma("user_version");

    public void Dispose()
    {
        Maintenance.Dispose();
        Intake.Dispose();
        Series.Dispose();
        Reader.Dispose();
        Writer.Dispose();
    }
}
