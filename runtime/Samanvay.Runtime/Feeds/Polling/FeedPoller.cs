using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;

namespace Samanvay.Runtime.Feeds.Polling;

/// <summary>Fetches the feeds that are due, each by one process at a time. What fails is tried again later and later.
/// What was fetched twice, as after a kill, is recognised by the lanes.</summary>
public sealed class FeedPoller(FeedPollerParts parts)
{
    private const int DoublingsMax = 6;

    private static readonly Duration Look = Duration.FromSeconds(5);
    private static readonly Duration Lease = Duration.FromMinutes(10);
    private static readonly Duration WaitMax = Duration.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        await RunOnceAsync(cancellation);
        await parts.Time.RestAsync(Look)(cancellation);
    }

    /// <summary>One pass over all feeds; says how many were fetched.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var passes = new List<Task<bool>>();
        foreach (var id in parts.Time.Cities)
        {
            if (await parts.Cities.FindAsync(id, cancellation) is not { } city) continue;
            var feeds = city.Setup.Feeds.Values.Where(feed => feed.Arrival == FeedArrival.Polled).ToList();
            if (feeds.Count == 0) continue;
            var states = (await parts.Store.ListAsync(id, cancellation)).ToDictionary(state => state.Feed);
            passes.AddRange(
                from feed in feeds
                where !states.TryGetValue(feed.Id, out var state) || state.Address != feed.Address
                    || state.NextAt <= Now
                select PollAsync(id, feed, cancellation));
        }

        return (await Task.WhenAll(passes)).Count(isDone => isDone);
    }

    private Instant Now => parts.Host.GetCurrentInstant();

    private async Task<bool> PollAsync(CityId city, Feed feed, CancellationToken cancellation)
    {
        var fresh = new PollState(city, feed.Id, feed.Address ?? "");
        if (await parts.Store.ClaimAsync(fresh, Now, Now + Lease, cancellation) is not { } stored) return false;
        var state = stored.Address == fresh.Address ? stored : fresh;
        state = await ResultAsync(state, feed, cancellation);
        await parts.Store.SaveAsync(state, cancellation);
        return true;
    }

    private async Task<PollState> ResultAsync(PollState state, Feed feed, CancellationToken cancellation)
    {
        try
        {
            var result = await new FeedPass(parts, feed).RunAsync(state, cancellation);
            var next = result.State with { NextAt = Now + Spread(Every(feed)), Failures = 0 };
            if (result.Failure is { } partly) return Partly(next, partly);
            parts.Health.Worked(state.City, feed.Id);
            return next with { WorkedAt = Now, Trouble = null };
        }
        catch (Exception failure) when (failure is FetchException or UriFormatException)
        {
            Log.FeedNotFetched(parts.Log, state.City, feed.Id, failure.Message);
            return Failed(state, feed, failure.Message, (failure as FetchException)?.RetryAfter);
        }
    }

    // What is listed and gone must not make the list be looked at less often: the next warning is told there.
    private PollState Partly(PollState next, FetchException failure)
    {
        parts.Health.Failed(next.City, next.Feed, failure.Message);
        var asked = Now + Duration.Min(Duration.FromTimeSpan(failure.RetryAfter ?? TimeSpan.Zero), WaitMax);
        return next with { NextAt = Instant.Max(next.NextAt, asked), FailedAt = Now, Trouble = failure.Message };
    }

    private PollState Failed(PollState state, Feed feed, string trouble, TimeSpan? retryAfter)
    {
        parts.Health.Failed(state.City, feed.Id, trouble);
        var failures = state.Failures + 1;
        var wait = Every(feed) * (1L << Math.Min(failures, DoublingsMax));
        wait = Duration.Max(Duration.Min(wait, WaitMax), Every(feed));
        if (retryAfter is { } asked) wait = Duration.Max(wait, Duration.Min(Duration.FromTimeSpan(asked), WaitMax));
        return state with { NextAt = Now + Spread(wait), FailedAt = Now, Failures = failures, Trouble = trouble };
    }

    private static Duration Every(Feed feed) => Duration.FromSeconds(feed.EverySeconds ?? 300);

    // Cities that ask the same authority must not all do it at once.
    private Duration Spread(Duration time)
    {
        lock (parts.Chance) return time * (0.9 + (0.2 * parts.Chance.NextDouble()));
    }
}

/// <summary>What the poller works with.</summary>
public sealed class FeedPollerParts(IPollStore store, FeedInlet inlet, CitySnapshots cities, CityTime time)
{
    public IPollStore Store => store;

    public FeedInlet Inlet => inlet;

    public CitySnapshots Cities => cities;

    public CityTime Time => time;

    public required FeedFetcher Fetcher { get; init; }

    public required FeedHealth Health { get; init; }

    public required TimeProvider Host { get; init; }

    public required Random Chance { get; init; }

    public required ILogger Log { get; init; }
}
