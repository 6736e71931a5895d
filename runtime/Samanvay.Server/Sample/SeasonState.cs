namespace Samanvay.Server.Sample;

/// <summary>What visitors have asked of the playing season. The speed of the city's clock keeps it over a
/// restart.</summary>
internal sealed class SeasonState
{
    /// <summary>City seconds per second while a step or clock is open.</summary>
    public const double SpeedMax = 60;

    private volatile bool _paused;
    private volatile bool _takesPart;
    private volatile bool _playing;
    private TaskCompletionSource? _jump;
    private double _speed = SpeedMax;
    private TaskCompletionSource _changed = NewSignal();

    public bool IsPaused => _paused;

    /// <summary>A visitor plays along: time is real, and what the visitor takes is the visitor's.</summary>
    public bool TakesPart => _takesPart;

    /// <summary>False before it begins, when it is over, and where none is played.</summary>
    public bool IsPlaying => _playing;

    public bool IsJumping => Volatile.Read(ref _jump) is not null;

    public double Speed => Volatile.Read(ref _speed);

    /// <summary>What the city's clock is to run at by these wishes.</summary>
    public double ClockSpeed => _paused ? 0 : _takesPart ? 1 : Speed;

    /// <summary>Ends when something is asked of the season.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Pause() => Change(() => _paused = true);

    public void Play() => Change(() => (_paused, _takesPart) = (false, false));

    public void TakePart() => Change(() => (_paused, _takesPart) = (false, true));

    public void SetSpeed(double speed) => Change(() => Volatile.Write(ref _speed, Math.Clamp(speed, 1, SpeedMax)));

    /// <summary>Goes on as it was left: stopped, with a visitor taking part, or at the speed that was chosen.</summary>
    public void Begin(double speed) => Change(() =>
    {
        (_paused, _takesPart, _playing) = (speed == 0, speed == 1, true);
        if (speed > 1) Volatile.Write(ref _speed, Math.Min(speed, SpeedMax));
    });

    public void End() => Change(() =>
    {
        _playing = false;
        EndJump();
    });

    /// <summary>Asks to pass over the time until something happens; the answer ends when it has.</summary>
    public Task JumpAsync()
    {
        var jump = Interlocked.CompareExchange(ref _jump, NewSignal(), null) ?? Volatile.Read(ref _jump);
        Change(() => { });
        return jump?.Task ?? Task.CompletedTask;
    }

    public void EndJump() => Interlocked.Exchange(ref _jump, null)?.TrySetResult();

    private void Change(Action change)
    {
        change();
        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
