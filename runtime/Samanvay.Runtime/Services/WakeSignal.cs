namespace Samanvay.Runtime.Services;

/// <summary>Wakes one waiting service. Several settings before it looks wake it once.</summary>
public sealed class WakeSignal
{
    private TaskCompletionSource _set = New();

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    public async Task WaitAsync(CancellationToken cancellation)
    {
        await Volatile.Read(ref _set).Task.WaitAsync(cancellation);
        // A setting that comes before this line is not lost: whoever waited looks only after it.
        Volatile.Write(ref _set, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
