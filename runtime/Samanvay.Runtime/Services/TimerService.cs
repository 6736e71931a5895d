using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Fires what is due in each city, in order of due time, a page at a time. Firing is a command like any other, so a
/// timer that the state no longer knows does nothing.
/// </summary>
public sealed class TimerService(
    ITimerStore timers, CommandLoop loop, CityTime time, Reconciler reconciler, ILogger<TimerService> log)
{
    private const int PageSize = 200;

    /// <summary>Looks at least this often, also when nobody wakes it.</summary>
    private static readonly Duration Rest = Duration.FromSeconds(5);

    private static readonly Duration Glance = Duration.FromMilliseconds(50);

    private const string NotFired =
        "This timer was fired and is still there. Tell the administrator; retry it when the cause is mended.";

    private readonly Dictionary<CityId, HashSet<TimerRow>> _fired = [];

    /// <summary>Fires one page of the city's due timers; says how many there were.</summary>
    public async Task<int> RunOnceAsync(CityId city, CancellationToken cancellation)
    {
        var now = time.Now(city);
        var except = time.HoldsBreachDecisions(city) ? TimerKinds.Clock : null;
        var page = await timers.DueAsync(city, now, new TimerPage(PageSize, except), cancellation);
        var before = _fired.GetValueOrDefault(city) ?? [];
        var fired =
            await Task.WhenAll(page.Select(timer => FireAsync(timer, now, before.Contains(timer), cancellation)));
        await timers.YieldAsync(page, cancellation);
        _fired[city] = [.. page.Zip(fired).Where(pair => pair.Second).Select(pair => pair.First)];
        return page.Count;
    }

    /// <summary>Fires everything that is due now, then waits for the next due time of any city.</summary>
    public async Task RunAsync(Wakeups wakeups, CancellationToken cancellation)
    {
        var fired = 0;
        foreach (var city in time.Cities) fired += await RunOnceAsync(city, cancellation);
        if (fired > 0) return;
        var waits = new List<Func<CancellationToken, Task>> { wakeups.Timers.WaitAsync, time.RestAsync(Rest) };
        foreach (var city in time.Cities)
        {
            if (time.HoldsBreachDecisions(city)) continue;
            if (await timers.NextDueAsync(city, cancellation) is not { } due) continue;
            // What is due and was not handed out is in the hands of another process.
            if (due <= time.Now(city)) waits.Add(time.RestAsync(Glance));
            else waits.Add(race => time.WaitUntilAsync(city, due, race));
        }
        await Waiting.FirstAsync(waits, cancellation);
    }

    // True when the state has taken it; then it should be gone from the table.
    private async Task<bool> FireAsync(TimerRow timer, Instant now, bool isAgain, CancellationToken cancellation)
    {
        if (isAgain && await reconciler.RepairAsync(timer.Operation, cancellation) == 0)
        {
            await HoldAsync(timer, NotFired, cancellation);
            return false;
        }
        var command = new FireDue(now, new TimerKey(timer.Key), timer.Generation);
        var answer = await loop.SubmitAsync(
            new Submission(timer.Operation, command) { Lane = Lane.Timers }, cancellation);
        if (answer is CommandFailed failed) await HoldAsync(timer, failed.Reason, cancellation);
        // What the state does not know is not asked for again and again.
        if (answer is CommandRefused) await reconciler.RepairAsync(timer.Operation, cancellation);
        return answer is CommandAccepted;
    }

    private async Task HoldAsync(TimerRow timer, string reason, CancellationToken cancellation)
    {
        Log.TimerHeld(log, timer.Operation.City, timer.Operation.Operation, timer.Key, reason);
        await timers.HoldAsync(timer, reason, cancellation);
    }
}
