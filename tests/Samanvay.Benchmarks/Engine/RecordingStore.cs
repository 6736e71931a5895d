using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>Passes everything on, and keeps what was written, for the raw limit to write again.</summary>
internal sealed class RecordingStore(IOperationStore inner) : IOperationStore
{
    /// <summary>One caller alone makes one batch of each command.</summary>
    public List<StepBatch> Batches { get; } = [];

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
        Batches.Add(batch);
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
                Batches.Add(batch);
                return batch;
            },
            cancellation);
}
