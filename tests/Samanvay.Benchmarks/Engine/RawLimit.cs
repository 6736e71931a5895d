using System.Collections.Concurrent;
using System.Threading.Channels;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// What the database alone can do: the rows that a real procedure wrote, with the same statements, callers and
/// acknowledgement points and the same group commit, and no engine, no JSON, no hash and no look at what was handled.
/// </summary>
internal sealed class RawLimit(RawPorts ports, StepBatch[] recorded)
{
    private const int BatchMax = 200;

    private readonly Channel<RawWrite> _queue = Channel.CreateUnbounded<RawWrite>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _replies = new();
    private readonly WakeSignal _outbox = new();
    private readonly WakeSignal _inbox = new();

    /// <summary>One procedure: its writes one after the other, each acknowledged after its commit.</summary>
    public async Task RunAsync(Caller caller)
    {
        var operation = new OperationKey(RunningEngine.City, new OperationId(Guid.NewGuid()));
        var reply = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _replies[operation.Operation.ToString()] = reply;
        for (var step = 0; step < recorded.Length - 1; step++)
            await caller.WaitAsync(SaveAsync(operation, step, null));
        await SaveAsync(operation, recorded.Length - 1, await reply.Task);
    }

    public Task ServeAsync(CancellationToken stop) => Task.WhenAll(
        Quietly(() => CommitAsync(stop)), Quietly(() => DispatchAsync(stop)), Quietly(() => PumpAsync(stop)));

    private async Task<bool> SaveAsync(OperationKey operation, int step, long? inbox)
    {
        var write = recorded[step].Operations[0];
        var handled = recorded[step].Handled[0];
        var raw = new RawWrite(
            write with { Key = operation, After = write.After with { Key = operation } },
            handled with { Key = ServiceRequest.KeyOf(operation, step) }, inbox);
        await _queue.Writer.WriteAsync(raw);
        return await raw.Saved.Task;
    }

    private async Task CommitAsync(CancellationToken stop)
    {
        while (await _queue.Reader.WaitToReadAsync(stop))
        {
            var batch = new List<RawWrite>();
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var next)) batch.Add(next);
            await ports.Operations.SaveAsync(
                new StepBatch(
                    [.. batch.Select(item => item.Write)], [.. batch.Select(item => item.Handled)],
                    [.. batch.Select(item => item.Inbox).OfType<long>()], recorded[0].Times),
                CancellationToken.None);
            foreach (var item in batch) item.Saved.TrySetResult(true);
            if (batch.Exists(item => !item.Write.Outbox.IsEmpty)) _outbox.Set();
        }
    }

    private async Task DispatchAsync(CancellationToken stop)
    {
        while (true)
        {
            var now = SystemClock.Instance.GetCurrentInstant();
            var rows = await ports.Outbox.ClaimAsync(now, Duration.FromMinutes(1), 50, stop);
            if (rows.Count == 0) await _outbox.WaitAsync(stop);
            await Task.WhenAll(rows.Select(row => ports.Outbox.CompleteAsync(row, now, Reply(row), stop).AsTask()));
            if (rows.Count > 0) _inbox.Set();
        }
    }

    private async Task PumpAsync(CancellationToken stop)
    {
        while (true)
        {
            var rows = await ports.Inbox.WaitingAsync(SystemClock.Instance.GetCurrentInstant(), BatchMax, stop);
            var answered = 0;
            foreach (var row in rows)
            {
                if (!_replies.TryRemove(row.Lane, out var waiting)) continue;
                waiting.TrySetResult(row.Id);
                answered++;
            }
            if (answered == 0) await _inbox.WaitAsync(stop);
        }
    }

    private static InboxRow Reply(OutboxRow row) => new(
        0, row.Operation.City, $"activity:{row.Operation.Operation}:{row.Key}", InboxKinds.Command,
        row.Operation.Operation.ToString(), row.Body, row.At, 0);

    private static async Task Quietly(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private sealed record RawWrite(OperationWrite Write, HandledCommand Handled, long? Inbox)
    {
        public TaskCompletionSource<bool> Saved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The same stores that the product uses.</summary>
internal sealed record RawPorts(IOperationStore Operations, IOutboxStore Outbox, IInboxStore Inbox);
