using Microsoft.Extensions.Logging;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>Waits for a database that can not be reached, longer each time, and tries again.</summary>
internal sealed class Patience(TimeProvider time, ILogger log)
{
    private const int AttemptsMax = 4;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<T> UntilReachableAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellation)
    {
        for (var wait = First; ; wait = Longer(wait))
        {
            try
            {
                return await work();
            }
            catch (StorageUnavailableException failure)
            {
                Log.StorageUnavailable(log, wait, failure);
                await Task.Delay(wait, time, cancellation);
            }
        }
    }

    /// <summary>For what may fail for any reason: a few tries, then the failure is what it is.</summary>
    public async Task<T> ForAWhileAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellation)
    {
        for (var (wait, attempt) = (First, 1); ; (wait, attempt) = (Longer(wait), attempt + 1))
        {
            try
            {
                return await work();
            }
            catch (Exception failure) when (attempt < AttemptsMax && failure is not OperationCanceledException)
            {
                Log.StorageUnavailable(log, wait, failure);
                await Task.Delay(wait, time, cancellation);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < Longest ? wait * 2 : Longest;
}
