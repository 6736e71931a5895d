using System.Collections.Concurrent;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;

namespace Samanvay.Benchmarks.Engine;

/// <summary>Knows from the change feed when an operation has taken its last step, as a screen would.</summary>
internal sealed class EndWatch(ChangeFeed feed)
{
    /// <summary>Start, two completions, and the end of the activity.</summary>
    public const long LastSequence = 4;

    private readonly ConcurrentDictionary<OperationId, TaskCompletionSource> _waiting = new();

    /// <summary>Before its first step, so that no end is missed.</summary>
    public void Expect(OperationId operation) =>
        _waiting[operation] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task EndOf(OperationId operation)
    {
        await _waiting[operation].Task;
        _waiting.TryRemove(operation, out _);
    }

    public void Start() => _ = ReadAsync();

    private async Task ReadAsync()
    {
        using var changes = feed.Subscribe(RunningEngine.City, capacity: 1_000_000);
        await foreach (var change in changes.ReadAsync())
        {
            if (change is OperationChanged { Sequence: >= LastSequence } ended
                && _waiting.TryGetValue(ended.Operation, out var waiting))
            {
                waiting.TrySetResult();
            }
        }
    }
}
