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
internal sealed class RawLimit : IWorkload
{
    private const int BatchMax = 200;

    private readonly Channel<RawWrite> _queue = Channel.CreateUnbounded<RawWrite>();
    private readonly ConcurrentDictionary<OperationId, TaskCompletionSource> _ends = new();
    private readonly WakeSignal _outbox = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly RunningEngine _engine;
    private readonly CountingStore _store;
    private readonly StepBatch[] _recorded;
    private readonly Task _serving;

    private RawLimit(RunningEngine engine, StepBatch[] recorded)
    {
        (_engine, _recorded, _store) = (engine, recorded, new CountingStore(engine.Store));
        _serving = Task.WhenAll(Quietly(CommitAsync), Quietly(DispatchAsync));
    }

    public static async Task<RawLimit> StartAsync(string database)
    {
        var recorded = await RecordAsync(database);
        return new RawLimit(
            await RunningEngine.StartAsync(database, new ServiceRequest(), servicesRun: false), recorded);
    }

    public async Task AnswerAsync(Call call)
    {
        if (call.Step == CallStep.End)
        {
            await _ends[call.Operation].Task;
            _ends.TryRemove(call.Operation, out _);
            return;
        }
        if (call.Step == CallStep.Start)
            _ends[call.Operation] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SaveAsync(new OperationKey(RunningEngine.City, call.Operation), (int)call.Step, null);
    }

    public Task<HostCounts> CountAsync() => _engine.CountAsync(_store);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await _engine.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>One procedure alone: each of its steps is a batch.</summary>
    private static async Task<StepBatch[]> RecordAsync(string database)
    {
        var batches = new List<StepBatch>();
        var engine = await RunningEngine.StartAsync(
            database, new ServiceRequest(), inner => new CountingStore(inner, batches.Add));
        await using var workload = new EngineWorkload(engine, new CountingStore(engine.Store));
        var operation = new OperationId(Guid.NewGuid());
        foreach (var (step, content) in HostProcess.Steps)
            await workload.AnswerAsync(new Call(step, operation, content));
        return [.. batches.Where(batch => !batch.Operations.IsEmpty)];
    }

    private async Task SaveAsync(OperationKey operation, int step, DoneEffect? effect)
    {
        var write = _recorded[step].Operations[0];
        var handled = _recorded[step].Handled is [var one] ? one : null;
        var raw = new RawWrite(
            write with { Key = operation, After = write.After with { Key = operation } },
            handled is null ? null : handled with { Key = ServiceRequest.KeyOf(operation, step) }, effect);
        await _queue.Writer.WriteAsync(raw);
        await raw.Saved.Task;
    }

    private async Task CommitAsync(CancellationToken stop)
    {
        while (await _queue.Reader.WaitToReadAsync(stop))
        {
            var batch = new List<RawWrite>();
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var next)) batch.Add(next);
            var rows = new StepBatch(
                [.. batch.Select(item => item.Write)],
                [.. batch.Select(item => item.Handled).OfType<HandledCommand>()], [], _recorded[0].Times)
            {
                Done = [.. batch.Select(item => item.Effect).OfType<DoneEffect>()],
            };
            await _store.SaveAsync(rows, CancellationToken.None);
            foreach (var item in batch) item.Saved.TrySetResult();
            if (batch.Exists(item => !item.Write.Outbox.IsEmpty)) _outbox.Set();
        }
    }

    private async Task DispatchAsync(CancellationToken stop)
    {
        while (true)
        {
            var now = SystemClock.Instance.GetCurrentInstant();
            var rows = await _engine.Outbox.ClaimAsync(now, Duration.FromMinutes(1), 50, stop);
            if (rows.Count == 0) await _outbox.WaitAsync(stop);
            foreach (var row in rows) _ = FinishAsync(row);
        }
    }

    private async Task FinishAsync(OutboxRow row)
    {
        var done = new DoneEffect(row.Id, SystemClock.Instance.GetCurrentInstant());
        await SaveAsync(row.Operation, _recorded.Length - 1, done);
        if (_ends.TryGetValue(row.Operation.Operation, out var ended)) ended.TrySetResult();
    }

    private async Task Quietly(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private sealed record RawWrite(OperationWrite Write, HandledCommand? Handled, DoneEffect? Effect)
    {
        public TaskCompletionSource Saved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
