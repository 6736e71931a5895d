using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>Passes everything on, and counts or keeps what was written.</summary>
internal sealed class CountingStore(IOperationStore inner, Action<StepBatch>? keep = null) : IOperationStore
{
    private long _saves;
    private long _waited;

    public long Saves => Interlocked.Read(ref _saves);

    /// <summary>Those with a caller's step, which is the one that carries a key.</summary>
    public long Waited => Interlocked.Read(ref _waited);

    public bool IsShared => inner.IsShared;

    public ValueTask<IReadOnlyList<StoredOperation>> LoadAsync(
        IReadOnlyCollection<OperationKey> keys, CancellationToken cancellation) => inner.LoadAsync(keys, cancellation);

    public ValueTask<OperationKey?> FindJoinableAsync(CityId city, string dedupeKey, CancellationToken cancellation) =>
        inner.FindJoinableAsync(city, dedupeKey, cancellation);

    public ValueTask<IReadOnlyList<HandledCommand>> FindHandledAsync(
        IReadOnlyCollection<CommandKey> keys, CancellationToken cancellation) =>
            inner.FindHandledAsync(keys, cancellation);

    public ValueTask SaveAsync(StepBatch batch, CancellationToken cancellation)
    {
        Count(batch);
        return inner.SaveAsync(batch, cancellation);
    }

    public ValueTask SaveHeldAsync(
        IReadOnlyCollection<OperationKey> operations, Func<IReadOnlyList<StoredOperation>, ValueTask<StepBatch>> work,
        CancellationToken cancellation) =>
        inner.SaveHeldAsync(
            operations,
            async stored =>
            {
                var batch = await work(stored);
                Count(batch);
                return batch;
            },
            cancellation);

    private void Count(StepBatch batch)
    {
        Interlocked.Increment(ref _saves);
        if (!batch.Handled.IsEmpty) Interlocked.Increment(ref _waited);
        keep?.Invoke(batch);
    }
}
