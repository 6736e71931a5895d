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

    public Task EndOf(OperationId operation) => _waiting.GetOrAdd(operation, _ => New()).Task;

    public void Start() => _ = ReadAsync();

    private async Task ReadAsync()
    {
        using var changes = feed.Subscribe(RunningEngine.City, capacity: 1_000_000);
        await foreach (var change in changes.ReadAsync())
        {
            if (change is OperationChanged { Sequence: >= LastSequence } ended
                && _waiting.TryRemove(ended.Operation, out var waiting))
            {
                waiting.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
