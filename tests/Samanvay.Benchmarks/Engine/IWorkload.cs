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
/// <param name="Rows">Rows written, where the process itself knows them.</param>
/// <param name="Flushes">Commits that were waited for, where the process itself knows them.</param>
/// <param name="Bytes">What the database takes, where the process itself knows it.</param>
/// <param name="Trips">Round trips to the database that the saves took.</param>
internal sealed record HostCounts(long Allocated, double Seconds, long Saves, long Waited)
{
    public long Rows { get; init; }

    public long Flushes { get; init; }

    public long Bytes { get; init; }

    public long Trips { get; init; }
}
