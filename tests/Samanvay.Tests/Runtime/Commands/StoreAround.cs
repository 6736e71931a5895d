using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Tests.Runtime.Commands;

/// <summary>
/// A store that lets the test see every save, hold it up, or make it fail before or after it is done.
/// </summary>
internal sealed class StoreAround(IOperationStore inner) : IOperationStore
{
    public List<StepBatch> Saves { get; } = [];

    public Func<StepBatch, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public Action<StepBatch> After { get; set; } = static _ => { };

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
        await Before(batch);
        await inner.SaveAsync(batch, cancellation);
        Saves.Add(batch);
        After(batch);
    }

    public ValueTask SaveHeldAsync(
        IReadOnlyCollection<OperationKey> operations, Func<IReadOnlyList<StoredOperation>, ValueTask<StepBatch>> work,
        CancellationToken cancellation) => inner.SaveHeldAsync(operations, work, cancellation);
}
