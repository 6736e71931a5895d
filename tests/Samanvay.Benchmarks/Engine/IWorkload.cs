namespace Samanvay.Benchmarks.Engine;

/// <summary>What answers the callers: the engine, or the raw limit.</summary>
internal interface IWorkload : IAsyncDisposable
{
    /// <summary>Returns when the step is on the disk, or the procedure is over.</summary>
    Task AnswerAsync(Call call);

    Task<HostCounts> CountAsync();
}

/// <summary>What the serving process has used since it began.</summary>
/// <param name="Saves">Transactions of steps.</param>
/// <param name="Waited">Those of them that a caller waited for.</param>
internal sealed record HostCounts(long Allocated, double Seconds, long Saves, long Waited)
{
    public long WorkingSet { get; init; }

    /// <summary>What the look through all operations after the start found; absent until it is done.</summary>
    public int? Differences { get; init; }

    /// <summary>When the next timer is due, in milliseconds since 1970; absent where none is armed.</summary>
    public long? NextDue { get; init; }

    // SQLite works in this process, so it is counted here.
    public long Rows { get; init; }

    public long Flushes { get; init; }

    public long Bytes { get; init; }

    /// <summary>Round trips to the database that the saves took.</summary>
    public long Trips { get; init; }
}
