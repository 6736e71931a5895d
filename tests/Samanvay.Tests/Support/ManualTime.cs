using NodaTime;

namespace Samanvay.Tests.Support;

/// <summary>A host clock that only the test moves, its count of passed time apart from its wall clock.</summary>
internal sealed class ManualTime(Instant start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private Instant _wall = start;
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _wall.ToDateTimeOffset();
    }

    public override long GetTimestamp()
    {
        lock (_lock) return _passed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Time goes on as it should: both clocks move, and what is due fires.</summary>
    public void Advance(Duration duration)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _wall += duration;
            _passed += duration.ToTimeSpan();
            due = [.. _timers.Where(timer => timer.DueAt <= _passed)];
            _timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due) timer.Fire();
    }

    /// <summary>Somebody sets the wall clock; no time has passed.</summary>
    public void Jump(Duration duration)
    {
        lock (_lock) _wall += duration;
    }

    private sealed class ManualTimer(ManualTime owner, Action fire) : ITimer
    {
        public TimeSpan DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = owner._passed + dueTime;
                owner._timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (owner._lock) owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
