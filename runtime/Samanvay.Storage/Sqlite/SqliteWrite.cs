namespace Samanvay.Storage.Sqlite;

/// <summary>One caller's part of a shared commit.</summary>
internal abstract class SqliteWrite
{
    public abstract void Run(SqliteSession session);

    /// <summary>Only after the commit. Does nothing to one that has failed.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception reason);
}

internal sealed class SqliteWrite<T>(Func<SqliteSession, T> work) : SqliteWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Result => _done.Task;

    public override void Run(SqliteSession session) => _result = work(session);

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}
