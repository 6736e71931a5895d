using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>When a calendar of a city counts differently, so does every open promise that follows it.</summary>
/// <remarks>It compares in place of being told: what was saved while no process ran is followed at the next
/// start.</remarks>
public sealed class CalendarFollower(
    IOperationContexts contexts, IReconcileStore store, CommandLoop loop, CityTime time, Reconciler reconciler)
{
    private const int PageSize = 500;
    private static readonly Duration Rest = Duration.FromSeconds(2);

    private readonly Dictionary<CityId, CalendarBook> _followed = [];

    public async Task RunAsync(CancellationToken cancellation)
    {
        await RunOnceAsync(cancellation);
        await time.RestAsync(Rest)(cancellation);
    }

    /// <summary>Says how many operations have a promise that is due at another instant now.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var moved = 0;
        foreach (var city in time.Cities)
        {
            var present = (await contexts.GetAsync(city, cancellation)).Calendars;
            if (_followed.TryGetValue(city, out var known) && (known == present || known.CountsLike(present))) continue;
            if (await FollowAsync(city, cancellation) is not { } count) continue;
            _followed[city] = present;
            moved += count;
        }

        return moved;
    }

    /// <summary>Absent when the loop was too busy: then all of it is done again, which changes nothing twice.</summary>
    private async Task<int?> FollowAsync(CityId city, CancellationToken cancellation)
    {
        var moved = 0;
        OperationKey? after = null;
        while (await store.OpenAsync(after, PageSize, cancellation) is { Count: > 0 } page)
        {
            foreach (var key in page.Where(key => key.City == city))
            {
                var answer = await loop.SubmitAsync(
                    time, city, at => new Submission(key, new RecalculateClocks(at)) { Lane = Lane.Timers },
                    cancellation);
                if (answer is CommandBusy) return null;
                if (answer is CommandAccepted) moved++;
                // A ladder's next level is counted by calendars as well, without a fact of its own.
                await reconciler.AlignAsync(key, cancellation);
            }

            after = page[^1];
        }

        return moved;
    }
}
