using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Short and often: empties the write-ahead log, forgets what nobody asks for any more, gives space back.
/// </summary>
public sealed class Housekeeping(
    IHousekeepingStore store, SeriesKeeping series, CityTime cities, RuntimeMetrics metrics, TimeProvider host)
{
    // A slice is some hundredths of a second for the writer; a round over a billion marks takes some hours.
    private const int MarksOfSlice = 5_000;
    private const int SlicesMax = 20;

    private static readonly Duration Every = Duration.FromSeconds(5);
    private static readonly Duration ExpireEvery = Duration.FromMinutes(1);
    private static readonly Duration KeepHandledKeys = Duration.FromDays(7);
    private static readonly Duration KeepDoneOutbox = Duration.FromDays(7);

    private static readonly Duration MarksEvery = Duration.FromHours(1);

    private Instant _expired;
    private Instant _marksLookedAt;
    private byte[]? _mark;

    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        metrics.Stored(await store.CheckpointAsync(cancellation));
        await store.VacuumAsync(cancellation);
        var now = host.GetCurrentInstant();
        await series.RunOnceAsync(cancellation);
        await ExpireMarksAsync(now, cancellation);
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

    // A place that is forgotten with the process is looked for from the beginning: nothing is lost by that.
    private async Task ExpireMarksAsync(Instant now, CancellationToken cancellation)
    {
        if (_mark is null && now - _marksLookedAt < MarksEvery) return;
        _marksLookedAt = now;
        var oldest = cities.Cities.Select(cities.Now).Append(now).Min();
        for (var slice = 0; slice < SlicesMax; slice++)
        {
            _mark = await store.ExpireMarksAsync(_mark, oldest, MarksOfSlice, cancellation);
            if (_mark is null) return;
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await RunOnceAsync(cancellation);
        await cities.RestAsync(Every)(cancellation);
    }
}
