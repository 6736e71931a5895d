using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Commands;

/// <summary>
/// Steps commands on the newest states, also on those whose save still runs. If that save fails, <see cref="Forget"/>
/// takes everything back, and the same commands are stepped again.
/// </summary>
internal sealed class BatchStepper(
    CommandLoopPorts ports, HotOperations hot, Patience patience, ILogger log)
{
    private readonly Dictionary<CommandKey, PendingCommand> _inFlight = [];
    private readonly ConcurrentQueue<OperationSequence> _moved = new();

    public async Task StepAsync(SteppedBatch batch, List<PendingCommand> arrived, CancellationToken cancellation)
    {
        while (_moved.TryDequeue(out var moved)) hot.ForgetBefore(moved.Key, moved.Sequence);
        var fresh = arrived.Where(IsFirst).ToList();
        if (await FindHandledAsync(fresh, cancellation) is not { } handled)
        {
            foreach (var pending in fresh)
                batch.Answer(pending, new CommandFailed(CommandFailures.CanNotBeCarriedOut), isNew: false);
            return;
        }
        await FetchAsync(fresh, cancellation);
        foreach (var pending in fresh)
        {
            if (KeyOf(pending) is { } key && handled.TryGetValue(key, out var known))
                batch.Answer(pending, AnswerJson.Read(key.City, known.Answer.Span), isNew: false);
            else
                await StepAsync(batch, pending, cancellation);
        }
    }

    /// <summary>After the save: whoever sends the same key now finds it in the database.</summary>
    public void Saved(SteppedBatch batch)
    {
        foreach (var pending in batch.Pending)
        {
            if (KeyOf(pending) is { } key) _inFlight.Remove(key);
        }
        hot.Trim();
    }

    /// <summary>Another process has moved an operation on. May be said by anybody at any time.</summary>
    public void Moved(OperationSequence operation) => _moved.Enqueue(operation);

    /// <summary>Takes back all steps that are not saved, because another process was first.</summary>
    public void TakeBack(IReadOnlyCollection<OperationKey> moved)
    {
        _inFlight.Clear();
        hot.TakeBack(moved);
    }

    /// <summary>Steps on what is stored, which nobody else can move meanwhile.</summary>
    public async Task StepHeldAsync(
        SteppedBatch batch, List<PendingCommand> commands, IReadOnlyList<StoredOperation> stored,
        CancellationToken cancellation)
    {
        var keys = commands.Select(pending => pending.Submission.Operation).ToHashSet();
        TakeBack(keys);
        foreach (var operation in stored) hot.Replace(operation.Key, operation);
        foreach (var key in keys.Except(stored.Select(operation => operation.Key))) hot.Replace(key, null);
        await StepAsync(batch, commands, cancellation);
    }

    /// <summary>Takes back all steps that are not saved.</summary>
    public void Forget()
    {
        _inFlight.Clear();
        hot.Clear();
    }

    // Sent twice within one flight: the second is answered with the first.
    private bool IsFirst(PendingCommand pending)
    {
        if (KeyOf(pending) is not { } key || _inFlight.TryAdd(key, pending)) return true;
        pending.Follow(_inFlight[key]);
        return false;
    }

    // Null when it can not be known: then nothing may be done, for it may have been done before.
    private async Task<Dictionary<CommandKey, HandledCommand>?> FindHandledAsync(
        List<PendingCommand> fresh, CancellationToken cancellation)
    {
        var keys = fresh.Select(KeyOf).OfType<CommandKey>().ToList();
        if (keys.Count == 0) return [];
        try
        {
            var found = await patience.UntilReachableAsync(
                () => ports.Operations.FindHandledAsync(keys, cancellation), cancellation);
            return found.ToDictionary(handled => handled.Key);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.BatchSpoiled(log, fresh.Count, failure);
            return null;
        }
    }

    private async Task FetchAsync(List<PendingCommand> fresh, CancellationToken cancellation)
    {
        try
        {
            await patience.UntilReachableAsync(
                () => hot.FetchAsync(fresh.Select(pending => pending.Submission.Operation), cancellation),
                cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Then each is read by itself, and what can not be read fails by itself.
        }
    }

    private async Task StepAsync(SteppedBatch batch, PendingCommand pending, CancellationToken cancellation)
    {
        var submission = pending.Submission;
        try
        {
            var operation = await patience.UntilReachableAsync(
                () => hot.GetAsync(submission.Operation, cancellation), cancellation);
            var context = await patience.ForAWhileAsync(
                () => ports.Contexts.GetAsync(submission.Operation.City, cancellation), cancellation);
            switch (OperationEngine.Step(context, operation.Current, submission.Command))
            {
                case OperationAccepted accepted:
                    batch.Accept(pending, operation, context, accepted);
                    break;
                case OperationRejected rejected:
                    batch.Refuse(pending, operation, RefusalText.Of(rejected.Reason));
                    break;
            }
        }
        catch (Exception poison) when (poison is not OperationCanceledException)
        {
            // One command that can not be carried out must not take the others with it.
            Log.CommandFailed(log, submission.Operation.City, submission.Operation.Operation, poison);
            batch.Answer(pending, new CommandFailed(CommandFailures.CanNotBeCarriedOut), isNew: false);
        }
    }

    private static CommandKey? KeyOf(PendingCommand pending) =>
        pending.Submission.Key is { } key ? new CommandKey(pending.Submission.Operation.City, key) : null;
}

/// <summary>What people are told about a command that fails; the log has the cause.</summary>
internal static class CommandFailures
{
    public const string CanNotBeCarriedOut =
        "This can not be carried out. Nothing was changed. Tell the administrator: the cause is in the log.";
}
