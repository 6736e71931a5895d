namespace Samanvay.Server.Sample;

/// <summary>What visitors have asked of the playing season. Not stored: after a restart it plays on.</summary>
internal sealed class SeasonState
{
    /// <summary>City seconds per second while a step or clock is open.</summary>
    public const double SpeedMax = 60;

    private volatile bool _paused;
    private volatile bool _takesPart;
    private volatile bool _ended;
    private double _speed = SpeedMax;
    private TaskCompletionSource _changed = NewSignal();

    public bool IsPaused => _paused;

    /// <summary>A visitor plays along: time is real, and what the visitor takes is the visitor's.</summary>
    public bool TakesPart => _takesPart;

    public bool HasEnded => _ended;

    public double Speed => Volatile.Read(ref _speed);

    /// <summary>Ends when something is asked of the season.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Pause() => Change(() => _paused = true);

    public void Play() => Change(() => (_paused, _takesPart) = (false, false));

    public void TakePart() => Change(() => (_paused, _takesPart) = (false, true));

    public void SetSpeed(double speed) => Change(() => Volatile.Write(ref _speed, Math.Clamp(speed, 1, SpeedMax)));

    public void End() => Change(() => _ended = true);

    private void Change(Action change)
    {
        change();
        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
