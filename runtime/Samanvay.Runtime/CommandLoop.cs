using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime;

/// <summary>
/// Group commit. Everything that arrives while one batch is being saved is stepped meanwhile and saved as the next one;
/// nobody waits for company, and nobody is answered before the commit.
/// </summary>
public sealed class CommandLoop
{
    private static readonly Duration RetryAfter = Duration.FromSeconds(1);
    // Nothing was done for whoever is told to come again.
    private const int AttemptsMax = 20;

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private readonly CommandLoopLimits _limits;
    private readonly CommandQueue _queue;
    private readonly BatchStepper _stepper;
    private readonly BatchSaver _saver;
    private readonly ILogger _log;
    private readonly PeopleAtWork _people;

    private SteppedBatch _building = new();
    private (SteppedBatch Batch, Task<Exception?> Result)? _saving;

    public CommandLoop(CommandLoopPorts ports, CommandLoopLimits limits, TimeProvider time, ILogger<CommandLoop> log)
    {
        (_limits, _log, _people) = (limits, log, ports.Wakeups.People);
        _queue = new CommandQueue(limits.QueueMax);
        _stepper = new BatchStepper(
            ports, new HotOperations(ports.Operations, limits.HotMax), new Patience(time, log), log);
        _saver = new BatchSaver(ports.Operations, new CommitSignals(ports.Feed, ports.Wakeups), time, log);
    }

    /// <summary>How many commands wait; a metric.</summary>
    public int Waiting => _queue.Count;

    /// <summary>
    /// Answers when the command is durable, or at once when it can not be taken. Giving up the wait does not take the
    /// command back: send it again with the same key to learn what became of it.
    /// </summary>
    public async Task<CommandAnswer> SubmitAsync(Submission submission, CancellationToken cancellation)
    {
        var pending = new PendingCommand(submission);
        if (submission.Lane != Lane.People) return await AnsweredAsync(pending, cancellation);
        _people.Begin();
        try
        {
            return await AnsweredAsync(pending, cancellation);
        }
        finally
        {
            _people.End();
        }
    }

    private async Task<CommandAnswer> AnsweredAsync(PendingCommand pending, CancellationToken cancellation) =>
        _queue.TryAdd(pending) ? await pending.Answered.WaitAsync(cancellation) : new CommandBusy(RetryAfter);

    /// <summary>Another process has moved an operation on: what is in memory of it is old.</summary>
    public void Moved(OperationKey operation, long sequence) => _stepper.Moved(new(operation, sequence));

    /// <summary>
    /// Runs until cancelled; then what was stepped is saved, and what only waited is told to come again.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var grace = new CancellationTokenSource();
        await using var stopping = cancellation.Register(() => grace.CancelAfter(StopWithin));
        try
        {
            await RunAsync(_queue.WaitAsync(cancellation), cancellation, grace.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            foreach (var waiting in _queue.Close()) waiting.Answer(new CommandBusy(RetryAfter));
            await FinishAsync(grace.Token);
        }
    }

    private async Task RunAsync(Task arrived, CancellationToken cancellation, CancellationToken grace)
    {
        while (true)
        {
            await SomethingToDoAsync(arrived, cancellation);
            if (_saving is { Result.IsCompleted: true }) await SettleAsync(grace);
            if (arrived.IsCompleted && !IsFull)
            {
                await _stepper.StepAsync(_building, _queue.Take(_limits.BatchMax - _building.Count), grace);
                arrived = _queue.WaitAsync(cancellation);
            }
            if (_saving is null && _building.Count > 0) StartSaving(grace);
        }
    }

    private bool IsFull => _building.Count >= _limits.BatchMax;

    private async Task SomethingToDoAsync(Task arrived, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_saving is not { } saving) await arrived;
        else if (IsFull) await saving.Result.WaitAsync(cancellation);
        else await Task.WhenAny(arrived, saving.Result);
        cancellation.ThrowIfCancellationRequested();
    }

    private void StartSaving(CancellationToken grace)
    {
        var batch = _building;
        _building = new SteppedBatch();
        _saving = (batch, Task.Run(() => _saver.SaveAsync(batch, grace), grace));
    }

    private async Task SettleAsync(CancellationToken grace)
    {
        if (_saving is not { } saving) return;
        _saving = null;
        if (await saving.Result is not { } spoiled)
        {
            _stepper.Saved(saving.Batch);
            return;
        }
        // What was stepped meanwhile stood on steps that did not happen.
        var redo = _building.Pending.ToList();
        _building = new SteppedBatch();
        await MendAsync([.. saving.Batch.Pending], spoiled, grace);
        await _stepper.StepAsync(_building, redo, grace);
    }

    private Task MendAsync(List<PendingCommand> commands, Exception spoiled, CancellationToken grace) =>
        spoiled is StepConflictException conflict
            ? StepAgainAsync(commands, conflict, grace)
            : IsolateAsync(commands, spoiled, grace);

    /// <summary>
    /// Another process was first. While the operations are held it can only have been first with an operation that is
    /// new or a command that it handles too, and the next look finds that: so every attempt gets further.
    /// </summary>
    private async Task StepAgainAsync(
        List<PendingCommand> commands, StepConflictException conflict, CancellationToken grace)
    {
        _stepper.TakeBack(conflict.Operations);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var (batch, spoiled) = await _saver.SaveHeldAsync(commands, _stepper, grace);
            if (spoiled is null)
            {
                _stepper.Saved(batch);
                return;
            }
            if (spoiled is StepConflictException) continue;
            await IsolateAsync(commands, spoiled, grace);
            return;
        }
        _stepper.Forget();
        foreach (var pending in commands) pending.Answer(new CommandBusy(RetryAfter));
    }

    /// <summary>
    /// Halves the batch until the command that spoils it stands alone; all others are saved on the way.
    /// </summary>
    private async Task IsolateAsync(List<PendingCommand> commands, Exception spoiled, CancellationToken grace)
    {
        _stepper.Forget();
        if (commands is [var poison])
        {
            var operation = poison.Submission.Operation;
            Log.CommandFailed(_log, operation.City, operation.Operation, spoiled);
            poison.Answer(new CommandFailed(CommandFailures.CanNotBeCarriedOut));
            return;
        }
        Log.BatchSpoiled(_log, commands.Count, spoiled);
        foreach (var half in commands.Chunk((commands.Count + 1) / 2))
        {
            var batch = new SteppedBatch();
            await _stepper.StepAsync(batch, [.. half], grace);
            if (await _saver.SaveAsync(batch, grace) is { } again) await MendAsync([.. batch.Pending], again, grace);
            else _stepper.Saved(batch);
        }
    }

    private async Task FinishAsync(CancellationToken grace)
    {
        var open = _building.Pending.Concat(_saving?.Batch.Pending ?? []).ToList();
        try
        {
            await SettleAsync(grace);
            StartSaving(grace);
            await SettleAsync(grace);
        }
        catch (OperationCanceledException)
        {
            // The database stayed away: what became of the rest is known only when it is back.
        }
        finally
        {
            foreach (var pending in open) pending.Abandon();
        }
    }
}
