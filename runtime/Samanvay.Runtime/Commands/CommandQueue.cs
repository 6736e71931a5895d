using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Commands;

/// <summary>What waits for the loop, in three lanes with a bound each.</summary>
internal sealed class CommandQueue(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<PendingCommand>[] _lanes =
        [.. Enum.GetValues<Lane>().Select(_ => new Queue<PendingCommand>())];
    private readonly WakeSignal _arrived = new();
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_lock) return _lanes.Sum(lane => lane.Count);
        }
    }

    /// <summary>
    /// False when the lane is full or the loop is stopping: the sender is told, nothing is dropped silently.
    /// </summary>
    public bool TryAdd(PendingCommand pending)
    {
        lock (_lock)
        {
            var lane = _lanes[(int)pending.Submission.Lane];
            if (_closed || lane.Count >= capacity) return false;
            lane.Enqueue(pending);
        }
        _arrived.Set();
        return true;
    }

    public Task WaitAsync(CancellationToken cancellation) => _arrived.WaitAsync(cancellation);

    /// <summary>
    /// The next commands, people's first, then timers, then the inbox. A tenth is kept for each later lane, so that a
    /// busy lane slows the others and never stops them.
    /// </summary>
    public List<PendingCommand> Take(int limit)
    {
        lock (_lock)
        {
            var taken = new List<PendingCommand>();
            for (var lane = 0; lane < _lanes.Length; lane++)
            {
                var kept = _lanes[(lane + 1)..].Sum(later => Math.Min(later.Count, limit / 10));
                while (taken.Count < limit - kept && _lanes[lane].TryDequeue(out var pending)) taken.Add(pending);
            }
            if (_lanes.Any(lane => lane.Count > 0)) _arrived.Set();
            return taken;
        }
    }

    /// <summary>Takes no more, and hands back what was still waiting.</summary>
    public List<PendingCommand> Close()
    {
        lock (_lock)
        {
            _closed = true;
            var left = _lanes.SelectMany(lane => lane).ToList();
            foreach (var lane in _lanes) lane.Clear();
            return left;
        }
    }
}

/// <summary>A submission and its waiting sender.</summary>
internal sealed class PendingCommand(Submission submission)
{
    private readonly TaskCompletionSource<CommandAnswer> _answered =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Submission Submission { get; } = submission;

    public Task<CommandAnswer> Answered => _answered.Task;

    /// <summary>Only after the commit.</summary>
    public void Answer(CommandAnswer answer) => _answered.TrySetResult(answer);

    /// <summary>The process stops without knowing the answer; sent again with the same key it will be known.</summary>
    public void Abandon() => _answered.TrySetCanceled();

    /// <summary>The same command sent twice: both get the answer of the first.</summary>
    public void Follow(PendingCommand first) => first.Answered.ContinueWith(
        answered =>
        {
            if (answered.IsCompletedSuccessfully) Answer(answered.Result);
            else Abandon();
        },
        TaskScheduler.Default);
}
