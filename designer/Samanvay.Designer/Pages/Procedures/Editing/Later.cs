namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>Does something once a person has paused: each asking begins the wait anew.</summary>
internal sealed class Later : IDisposable
{
    private readonly ITimer _timer;
    private readonly TimeSpan _wait;

    public Later(TimeProvider time, TimeSpan wait, Func<Task> act)
    {
        _wait = wait;
        _timer = time.CreateTimer(_ => _ = act(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Ask() => _timer.Change(_wait, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
