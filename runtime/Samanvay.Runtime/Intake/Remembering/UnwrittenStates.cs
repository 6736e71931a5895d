namespace Samanvay.Runtime.Intake.Remembering;

/// <summary>Situations whose newest readings stand only in the segments, in the order in which they came to be
/// so.</summary>
internal sealed class UnwrittenStates
{
    private readonly Queue<(CachedSituation Situation, long Since, DateTimeOffset At)> _queue = new();

    public bool IsEmpty
    {
        get
        {
            Skip();
            return _queue.Count == 0;
        }
    }

    public void Add(CachedSituation situation, DateTimeOffset at) =>
        _queue.Enqueue((situation, situation.UnwrittenSince, at));

    /// <summary>The oldest, if they came to be so before a time.</summary>
    public IEnumerable<CachedSituation> Before(DateTimeOffset time, int limit)
    {
        Skip();
        return _queue.TakeWhile(one => one.At < time).Where(one => one.Situation.UnwrittenSince == one.Since)
            .Take(limit).Select(one => one.Situation);
    }

    public IReadOnlyList<CachedSituation> Oldest(int limit) => [.. Before(DateTimeOffset.MaxValue, limit)];

    /// <summary>The batch up to which rows tell everything, when some more are written.</summary>
    /// <param name="written">Those that are.</param>
    /// <param name="position">Where nothing else is unwritten.</param>
    public long Checkpoint(IReadOnlySet<CachedSituation> written, long position)
    {
        Skip();
        foreach (var (situation, since, _) in _queue)
            if (situation.UnwrittenSince == since && !written.Contains(situation)) return Math.Min(position, since - 1);
        return position;
    }

    public void Clear() => _queue.Clear();

    private void Skip()
    {
        while (_queue.TryPeek(out var first) && first.Situation.UnwrittenSince != first.Since) _queue.Dequeue();
    }
}
