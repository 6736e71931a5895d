using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Clock;

/// <summary>One city's clock. Its time never goes back, whatever the host does.</summary>
public sealed class CityClock
{
    public const double SpeedMax = 3600;

    // A live clock needs saving less often: the host's time is the better witness after a restart.
    private static readonly Duration SaveEveryLive = Duration.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TimeProvider _host;
    private readonly HostWatch _watch;
    private readonly ClockMode _mode;
    private double _speed;
    private Instant _now;
    private Instant _anchor;
    private long _anchoredAt;
    private Instant _saved;
    private TaskCompletionSource _changed = NewSignal();

    internal CityClock(ClockRow row, TimeProvider host, HostWatch watch)
    {
        (_mode, _speed, City) = (row.Mode, row.Speed, row.City);
        (_now, _saved, _anchor) = (row.Now, row.Now, row.Now);
        (_host, _watch, _anchoredAt) = (host, watch, host.GetTimestamp());
    }

    internal Access.CityId City { get; }

    internal bool IsLive => _mode == ClockMode.Live;

    internal Instant Now()
    {
        lock (_lock) return Advance();
    }

    internal ClockRow Row()
    {
        lock (_lock) return new ClockRow(City, _mode, _speed, Advance());
    }

    /// <summary>How long the host must wait for a city time, and what ends the wait early.</summary>
    internal (Duration Left, Task Changed) Left(Instant instant)
    {
        lock (_lock)
        {
            var left = instant - Advance();
            if (left <= Duration.Zero) return (Duration.Zero, _changed.Task);
            return (_speed > 0 ? Duration.Max(left / _speed, Duration.FromMilliseconds(1)) : Duration.MaxValue,
                _changed.Task);
        }
    }

    internal bool TryChange(ClockChange change)
    {
        if (IsLive) return false;
        lock (_lock)
        {
            Advance();
            switch (change)
            {
                case ChangeSpeed { Speed: var speed } when double.IsFinite(speed):
                    _speed = Math.Clamp(speed, 0, SpeedMax);
                    break;
                case MoveForward { To: var to } when to > _now:
                    _now = ToMilliseconds(to);
                    break;
                default:
                    return false;
            }
            (_anchor, _anchoredAt) = (_now, _host.GetTimestamp());
            _changed.TrySetResult();
            _changed = NewSignal();
            return true;
        }
    }

    /// <summary>The time to save when it has moved enough since the last save.</summary>
    internal CityInstant? Unsaved()
    {
        lock (_lock)
        {
            if (Advance() - _saved < (IsLive ? SaveEveryLive : Duration.Epsilon)) return null;
            _saved = _now;
            return new CityInstant(City, _now);
        }
    }

    /// <summary>Never behind what is stored, and as another process has set it; true when its speed changed.</summary>
    internal bool Follow(ClockRow row)
    {
        lock (_lock)
        {
            var isSame = IsLive || row.Speed.Equals(_speed);
            if (isSame && row.Now <= Advance()) return false;
            if (!IsLive) _speed = row.Speed;
            _now = Instant.Max(_now, row.Now);
            (_anchor, _anchoredAt) = (_now, _host.GetTimestamp());
            _changed.TrySetResult();
            _changed = NewSignal();
            return !isSame;
        }
    }

    private Instant Advance()
    {
        var seen = _host.GetTimestamp();
        if (IsLive && !_watch.Look())
        {
            // sla.md 3.1: now = max(last, host).
            _now = Instant.Max(_now, ToMilliseconds(_host.GetCurrentInstant()));
            (_anchor, _anchoredAt) = (_now, seen);
            return _now;
        }
        // A sample clock, or a live one whose host is in doubt: time goes on from the last good reading.
        var passed = Duration.FromTimeSpan(_host.GetElapsedTime(_anchoredAt, seen));
        _now = Instant.Max(_now, ToMilliseconds(_anchor + passed * _speed));
        return _now;
    }

    private static Instant ToMilliseconds(Instant instant) =>
        Instant.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
