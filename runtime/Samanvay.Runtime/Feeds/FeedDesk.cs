using System.Collections.Immutable;
using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds.Polling;

namespace Samanvay.Runtime.Feeds;

/// <summary>Where administrators see what came of the feeds' messages, name what is unknown, and let refused messages
/// be run again. The feeds themselves are a part of the city's set-up (<see cref="CityDesk"/>).</summary>
public sealed class FeedDesk(FeedStores stores, FeedInlet inlet, RefusedMessages refused, CitySnapshots cities)
{
    /// <summary>Of all feeds of a city; of one feed fewer are kept.</summary>
    public const int ListedMax = 5000;

    /// <summary>Characters of why something was dropped.</summary>
    public const int WhyMax = 500;

    private const int DropsListedMax = 5;

    private readonly IFeedStore _store = stores.Refused;

    public async Task<Answer<RefusedView>> RefusedAsync(Asker asker, string? feed, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.ViewRefused) is { } denied) return denied;
        if (await cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var names = await _store.NamesAsync(asker.City, cancellation);
        return new RefusedView(
            await _store.RefusedAsync(asker.City, feed, ListedMax, cancellation),
            [.. names.Where(name => (feed is null || name.Feed == feed) && IsUnbound(city, name))])
        {
            Drops = await _store.DropsAsync(asker.City, DropsListedMax, cancellation),
            Unkept = [.. refused.UnkeptOf(asker.City).Where(unkept => feed is null || unkept.Feed == feed)],
        };
    }

    /// <summary>How the feeds that are fetched fare, whichever node fetched them last.</summary>
    public async Task<Answer<ImmutableArray<PollState>>> PollsAsync(Asker asker, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.ViewCity) is { } denied) return denied;
        return await stores.Polls.ListAsync(asker.City, cancellation);
    }

    public async Task<Answer<RefusedMessage>> MessageAsync(
        Asker asker, string feed, string id, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.ViewRefused) is { } denied) return denied;
        return await _store.FindAsync(asker.City, feed, id, cancellation) is { } message
            ? message
            : new NotFound("message", id);
    }

    /// <summary>Takes the message in once more, as of the time of its first arrival. What was taken before is answered
    /// as a duplicate, so nothing happens twice, however often and by however many it is run.</summary>
    public async Task<Answer<RerunResult>> RerunAsync(
        Asker asker, string feed, string id, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        if (await _store.FindAsync(asker.City, feed, id, cancellation) is not { } message)
            return new NotFound("message", id);
        if (!message.IsWhole)
        {
            return new WrongState(
                "This message is not kept whole. Ask its sender to send it again.");
        }

        return await RerunMessageAsync(message, cancellation) is { } result
            ? result
            : new Overloaded((int)Intake.IntakeLane.RetryAfter.TotalSeconds);
    }

    /// <summary>Those of the filter that could be taken in now, the oldest first.</summary>
    public async Task<Answer<RerunResult>> RerunAsync(
        Asker asker, RefusedFilter filter, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        var city = await cities.FindAsync(asker.City, cancellation);
        var total = RerunResult.Nothing;
        foreach (var line in (await MatchingAsync(asker.City, filter, cancellation)).Reverse())
        {
            if (!line.MayBecomeRight(city?.FindFeed(line.Feed)?.Feed)) continue;
            if (await _store.FindAsync(asker.City, line.Feed, line.Id, cancellation) is not { } message) continue;
            if (await RerunMessageAsync(message, cancellation) is not { } result)
                return total.Messages > 0 ? total : new Overloaded((int)Intake.IntakeLane.RetryAfter.TotalSeconds);
            total += result;
        }

        return total;
    }

    /// <summary>Nobody needs it any more.</summary>
    public async Task<Answer<Done>> DropAsync(Asker asker, string feed, string id, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        await _store.RemoveAsync(asker.City, feed, id, cancellation);
        return new Done();
    }

    /// <summary>Nobody needs them any more, for a reason that is kept with who gave it.</summary>
    public async Task<Answer<RefusedDrop>> DropAsync(
        Asker asker, RefusedFilter filter, string why, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        if (why.Trim() is not { Length: > 0 and <= WhyMax } reason)
            return new Invalid("why", $"Say why they are dropped, in at most {WhyMax} characters.");
        var messages = await MatchingAsync(asker.City, filter, cancellation);
        var drop = new RefusedDrop(asker.City, Guid.CreateVersion7(), filter)
        {
            At = refused.Now, By = asker.Person!.Value, Why = reason, Count = messages.Length,
        };
        await _store.DropAsync(drop, messages, cancellation);
        return drop;
    }

    /// <summary>Reads a pasted sample by a mapping that is being written; nothing is stored.</summary>
    public async Task<Answer<FeedTrialResult>> TryAsync(
        Asker asker, FeedTrial trial, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.EditCity) is { } denied) return denied;
        if (await cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        return trial.Run(city);
    }

    private async Task<ImmutableArray<RefusedMessage>> MatchingAsync(
        CityId city, RefusedFilter filter, CancellationToken cancellation) =>
        [.. (await _store.RefusedAsync(city, filter.Feed, ListedMax, cancellation)).Where(filter.Holds)];

    private async Task<RerunResult?> RerunMessageAsync(RefusedMessage message, CancellationToken cancellation)
    {
        var again = new FeedMessage(
            message.City, message.Feed, message.Sender,
            new Incoming(message.Body, message.ContentType, message.ReceivedAt)
            {
                Headers = message.Headers.WithComparers(StringComparer.OrdinalIgnoreCase),
            })
        {
            Key = message.Key,
        };
        switch (await inlet.TakeAgainAsync(again, cancellation))
        {
            case FeedBusy:
                return null;

            case FeedAnswered { Lines: var lines } when lines.Any(line => line.Outcome == FeedOutcome.Refused):
                await UpdateAsync(message, lines, cancellation);
                return RerunResult.Of(lines);

            case FeedAnswered { Lines: var lines }:
                await _store.RemoveAsync(message.City, message.Feed, message.Id, cancellation);
                return RerunResult.Of(lines);

            default:
                // Its feed is gone: nobody can read it any more.
                return RerunResult.Nothing with { Messages = 1, MessagesRefused = 1 };
        }
    }

    private async Task UpdateAsync(
        RefusedMessage message, ImmutableArray<FeedLine> lines, CancellationToken cancellation)
    {
        if ((await cities.FindAsync(message.City, cancellation))?.FindFeed(message.Feed) is { Feed: var feed })
            await _store.UpdateAsync(refused.StillRefused(message, lines, feed), cancellation);
    }

    private static bool IsUnbound(CitySnapshot city, UnboundName name) =>
        city.Setup.Feeds.TryGetValue(name.Feed, out var feed)
        && !feed.Bindings.Any(binding => binding.Device == name.Device && binding.Property == name.Property);

    private static NotAllowed? Denied(Asker asker, FrontDoorOperation operation) =>
        AccessPolicy.Allows(asker, operation, asker.City) ? null : new NotAllowed(operation);
}

/// <param name="Messages">The latest first, without their bodies.</param>
/// <param name="Names">What nobody has bound yet.</param>
public sealed record RefusedView(ImmutableArray<RefusedMessage> Messages, ImmutableArray<UnboundName> Names)
{
    /// <summary>What people dropped last.</summary>
    public ImmutableArray<RefusedDrop> Drops { get; init; } = [];

    /// <summary>What was only counted, where too many came at once.</summary>
    public ImmutableArray<UnkeptRefusals> Unkept { get; init; } = [];
}

/// <summary>What is kept of messages that were refused, and of feeds that are fetched.</summary>
public sealed record FeedStores(IFeedStore Refused, IPollStore Polls);

/// <summary>What came of running refused messages again: how many messages, and what became of the parts that they
/// tell.</summary>
public sealed record RerunResult(int Messages, int Taken, int Duplicates, int LeftOut, int Refused)
{
    public static RerunResult Nothing { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Of how many messages something is still refused.</summary>
    public int MessagesRefused { get; init; }

    /// <summary>Of those still refused, why the first is.</summary>
    public FeedProblem? Problem { get; init; }

    public static RerunResult operator +(RerunResult one, RerunResult other) => new(
        one.Messages + other.Messages, one.Taken + other.Taken, one.Duplicates + other.Duplicates,
        one.LeftOut + other.LeftOut, one.Refused + other.Refused)
    {
        MessagesRefused = one.MessagesRefused + other.MessagesRefused,
        Problem = one.Problem ?? other.Problem,
    };

    public static RerunResult Of(IReadOnlyCollection<FeedLine> lines)
    {
        int Count(FeedOutcome outcome) => lines.Count(line => line.Outcome == outcome);
        return new RerunResult(
            1, Count(FeedOutcome.Taken), Count(FeedOutcome.Duplicate),
            Count(FeedOutcome.LeftOut) + Count(FeedOutcome.Noted), Count(FeedOutcome.Refused))
        {
            MessagesRefused = lines.Any(line => line.Outcome == FeedOutcome.Refused) ? 1 : 0,
            Problem = lines.FirstOrDefault(line => line.Outcome == FeedOutcome.Refused)?.Problem,
        };
    }
}
