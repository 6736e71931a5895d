namespace Samanvay.Runtime.Services;

/// <summary>How many commands of people are on their way. Work that can wait for a moment lets them go first: it would
/// take the processor from every one of their short turns.</summary>
public sealed class PeopleAtWork
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _none;
    private int _count;

    public void Begin()
    {
        lock (_gate) _count++;
    }

    public void End()
    {
        lock (_gate)
        {
            if (--_count > 0) return;
            _none?.TrySetResult();
            _none = null;
        }
    }

    /// <summary>Until none is on its way, and no longer than so: who waits is slowed by people and never
    /// stopped.</summary>
    public async Task LetPassAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        Task none;
        lock (_gate)
        {
            if (_count == 0) return;
            _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            none = _none.Task;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // The host's own time: a city's clock may stand still.
        await Task.WhenAny(none, Task.Delay(atMost, TimeProvider.System, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
