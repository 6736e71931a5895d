using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>What the latest transactions tell of the disk.</summary>
internal sealed class SqliteHealth
{
    // On a full disk small transactions still go through, in pages that the log has already, while others fail. Whoever
    // fails tries again sooner than this.
    private static readonly TimeSpan FullFor = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private StorageState _failure;
    private long _failedAt;
    private bool _hasWritten;

    public StorageState State
    {
        get
        {
            lock (_lock) return _hasWritten && !IsSticky ? StorageState.Works : _failure;
        }
    }

    private bool IsSticky =>
        _failure == StorageState.Full && TimeProvider.System.GetElapsedTime(_failedAt) < FullFor;

    public void Failed(StorageState failure)
    {
        lock (_lock) (_failure, _failedAt, _hasWritten) = (failure, TimeProvider.System.GetTimestamp(), false);
    }

    /// <summary>Something was changed and is on the disk.</summary>
    public void Wrote()
    {
        lock (_lock) _hasWritten = true;
    }
}
