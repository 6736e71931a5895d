using System.Diagnostics;
using System.Globalization;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.LongRuns.Kills;

/// <summary>The points that a process passes once its load has begun; at the chosen one it kills itself.</summary>
/// <param name="at">The number of the point; 0 for never.</param>
internal sealed class KillPoints(int at)
{
    private int _passed = -1;

    /// <summary>From here on points count.</summary>
    public void Begin() => Interlocked.CompareExchange(ref _passed, 0, -1);

    public void Reach(string name)
    {
        if (at == 0 || Volatile.Read(ref _passed) < 0 || Interlocked.Increment(ref _passed) != at) return;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"point {name.ReplaceLineEndings(" ")}"));
        Console.Out.Flush();
        // On Unix this is kill -9: nothing of this process runs any more.
        Process.GetCurrentProcess().Kill();
    }
}

/// <summary>Passes everything on; what is saved is a point of its own, before anybody is answered.</summary>
internal sealed class StoreWithPoints(IOperationStore inner, KillPoints points) : IOperationStore
{
    public bool IsShared => inner.IsShared;

    public ValueTask<IReadOnlyList<StoredOperation>> LoadAsync(
        IReadOnlyCollection<OperationKey> keys, CancellationToken cancellation) => inner.LoadAsync(keys, cancellation);

    public ValueTask<OperationKey?> FindJoinableAsync(CityId city, string dedupeKey, CancellationToken cancellation) =>
        inner.FindJoinableAsync(city, dedupeKey, cancellation);

    public ValueTask<IReadOnlyList<HandledCommand>> FindHandledAsync(
        IReadOnlyCollection<CommandKey> keys, CancellationToken cancellation) =>
            inner.FindHandledAsync(keys, cancellation);

    public async ValueTask SaveAsync(StepBatch batch, CancellationToken cancellation)
    {
        points.Reach("before the transaction");
        await inner.SaveAsync(batch, cancellation);
        points.Reach("after the commit, before the answers");
    }

    public async ValueTask SaveHeldAsync(
        IReadOnlyCollection<OperationKey> operations, Func<IReadOnlyList<StoredOperation>, ValueTask<StepBatch>> work,
        CancellationToken cancellation)
    {
        await inner.SaveHeldAsync(operations, work, cancellation);
        points.Reach("after the held commit, before the answers");
    }
}
