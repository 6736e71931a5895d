using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Short and often: empties the write-ahead log, forgets what nobody asks for any more, gives space back.
/// </summary>
public sealed class Housekeeping(
    IHousekeepingStore store, CityTime cities, RuntimeMetrics metrics, TimeProvider host)
{
    private static readonly Duration Every = Duration.FromSeconds(5);
    private static readonly Duration ExpireEvery = Duration.FromMinutes(1);
    private static readonly Duration KeepHandledKeys = Duration.FromDays(7);
    private static readonly Duration KeepDoneOutbox = Duration.FromDays(7);

    private Instant _expired;

    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        metrics.Stored(await store.CheckpointAsync(cancellation));
        await store.VacuumAsync(cancellation);
        var now = host.GetCurrentInstant();
        if (now - _expired < ExpireEvery) return;
        _expired = now;
        // Keys and windows carry the city's time, which in a sample city may be far behind the host's.
        var times = cities.Cities.Select(cities.Now).Append(now).ToList();
        await store.MakeRoomAsync(times, cancellation);
        var oldest = times.Min();
        await store.ExpireAsync(
            new HousekeepingTimes(oldest - KeepHandledKeys, now - KeepDoneOutbox, oldest)
            {
                Alerts = oldest - IntakeLimits.Default.AlertsKept,
                RefusedMessages = oldest - RefusedLimits.Default.AgeMax,
            }, cancellation);
        await store.DropRoomAsync(oldest, cancellation);
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await RunOnceAsync(cancellation);
        await cities.RestAsync(Every)(cancellation);
    }
}
