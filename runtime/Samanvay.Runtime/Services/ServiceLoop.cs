using Microsoft.Extensions.Logging;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Runs one service for as long as the process lives. The only place where what a service throws is caught.
/// </summary>
internal sealed class ServiceLoop(TimeProvider time, ILogger log)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="pass">One pass, and the wait for the next.</param>
    public async Task RunAsync(string service, Func<CancellationToken, Task> pass, CancellationToken cancellation)
    {
        var wait = First;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await pass(cancellation);
                wait = First;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.ServiceFailed(log, service, wait, failure);
                await WaitAsync(wait, cancellation);
                wait = wait * 2 < Longest ? wait * 2 : Longest;
            }
        }
    }

    private Task WaitAsync(TimeSpan wait, CancellationToken cancellation) =>
        Task.Delay(wait, time, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
}
