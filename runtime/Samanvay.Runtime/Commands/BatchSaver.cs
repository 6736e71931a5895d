using Microsoft.Extensions.Logging;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Commands;

/// <summary>
/// Saves one batch and only then answers its senders. A machine failure is waited out, never acknowledged.
/// </summary>
internal sealed class BatchSaver(IOperationStore store, CommitSignals signals, TimeProvider time, ILogger log)
{
    private readonly Patience _patience = new(time, log);

    /// <summary>
    /// Null when saved; otherwise why these commands can not be saved together. Then nothing of it was.
    /// </summary>
    public async Task<Exception?> SaveAsync(SteppedBatch batch, CancellationToken cancellation)
    {
        try
        {
            if (!batch.IsEmpty || (batch.HasSeen && store.IsShared)) await WriteAsync(batch.Seal(), cancellation);
        }
        catch (Exception spoiled) when (spoiled is not OperationCanceledException)
        {
            return spoiled;
        }
        Committed(batch);
        return null;
    }

    /// <summary>
    /// The same for what another process was first with: the operations are held while the commands are stepped.
    /// </summary>
    public async Task<(SteppedBatch Batch, Exception? Spoiled)> SaveHeldAsync(
        List<PendingCommand> commands, BatchStepper stepper, CancellationToken cancellation)
    {
        var batch = new SteppedBatch();
        try
        {
            await _patience.UntilReachableAsync(
                async () =>
                {
                    await store.SaveHeldAsync(
                        [.. commands.Select(pending => pending.Submission.Operation).Distinct()], StepAsync,
                        cancellation);
                    return true;
                },
                cancellation);
        }
        catch (Exception spoiled) when (spoiled is not OperationCanceledException)
        {
            return (batch, spoiled);
        }
        Committed(batch);
        return (batch, null);

        async ValueTask<StepBatch> StepAsync(IReadOnlyList<StoredOperation> stored)
        {
            batch = new SteppedBatch();
            await stepper.StepHeldAsync(batch, commands, stored, cancellation);
            return batch.Seal();
        }
    }

    private void Committed(SteppedBatch batch)
    {
        // What was committed is never stepped again, whatever happens from here on.
        batch.Release();
        signals.Committed(batch);
    }

    private Task<bool> WriteAsync(StepBatch batch, CancellationToken cancellation)
    {
        var isUnsure = false;
        return _patience.UntilReachableAsync<bool>(
            async () =>
            {
                // After a failed commit nobody knows whether it is on the disk, except the disk.
                if (isUnsure && await IsSavedAsync(batch, cancellation)) return true;
                try
                {
                    await store.SaveAsync(batch, cancellation);
                    return true;
                }
                catch (StorageUnavailableException failure)
                {
                    isUnsure = failure.MayBeSaved;
                    throw;
                }
            },
            cancellation);
    }

    // The transaction is whole or not there: one of its parts speaks for all.
    private async ValueTask<bool> IsSavedAsync(StepBatch batch, CancellationToken cancellation)
    {
        if (batch.Operations is [var operation, ..])
        {
            var stored = await store.LoadAsync(operation.Key, cancellation);
            return stored is not null && stored.Hash.Span.SequenceEqual(operation.After.Hash.Span);
        }
        if (batch.Handled is not [var handled, ..]) return false;
        return (await store.FindHandledAsync([handled.Key], cancellation)).Count > 0;
    }
}
