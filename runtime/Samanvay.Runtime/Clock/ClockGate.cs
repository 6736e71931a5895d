using System.Threading.RateLimiting;

namespace Samanvay.Runtime.Clock;

/// <summary>Lets many act at a sample city's time, or one move it. Who comes first is first.</summary>
internal sealed class ClockGate : IDisposable
{
    private const int InsideMax = 1 << 16;

    private readonly ConcurrencyLimiter _places = new(new()
    {
        PermitLimit = InsideMax, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation) =>
        await _places.AcquireAsync(1, cancellation);

    /// <summary>Waits until nobody is inside and keeps everybody out until disposed.</summary>
    public async ValueTask<IDisposable> CloseAsync(CancellationToken cancellation) =>
        await _places.AcquireAsync(InsideMax, cancellation);

    public void Dispose() => _places.Dispose();
}
