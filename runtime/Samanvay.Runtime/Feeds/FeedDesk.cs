using System.Collections.Immutable;
using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Feeds;

/// <summary>Where administrators see what came of the feeds' messages, name what is unknown, and let refused messages
/// be run again. The feeds themselves are a part of the city's set-up (<see cref="CityDesk"/>).</summary>
public sealed class FeedDesk(IFeedStore store, FeedInlet inlet, RefusedMessages refused, CitySnapshots cities)
{
    /// <summary>Refused messages that a screen lists.</summary>
    public const int ListedMax = 500;

    public async Task<Answer<RefusedView>> RefusedAsync(Asker asker, string? feed, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.ViewRefused) is { } denied) return denied;
        if (await cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var names = await store.NamesAsync(asker.City, cancellation);
        return new RefusedView(
            await store.RefusedAsync(asker.City, feed, ListedMax, cancellation),
            [.. names.Where(name => (feed is null || name.Feed == feed) && IsUnbound(city, name))]);
    }

    public async Task<Answer<RefusedMessage>> MessageAsync(
        Asker asker, string feed, string id, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.ViewRefused) is { } denied) return denied;
        return await store.FindAsync(asker.City, feed, id, cancellation) is { } message
            ? message
            : new NotFound("message", id);
    }

    /// <summary>Takes the message in once more, as of the time of its first arrival. What was taken before is answered
    /// as a duplicate, so nothing happens twice, however often and by however many it is run.</summary>
    public async Task<Answer<RerunResult>> RerunAsync(
        Asker asker, string feed, string id, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        if (await store.FindAsync(asker.City, feed, id, cancellation) is not { } message)
            return new NotFound("message", id);
        if (!message.IsWhole)
        {
            return new WrongState(
                "This message was too long to be kept whole. Ask its sender to send it again.");
        }

        return await RerunAsync(message, cancellation) is { } result
            ? result
            : new Overloaded((int)Intake.IntakeLane.RetryAfter.TotalSeconds);
    }

    /// <summary>All of a feed that were kept whole, the oldest first.</summary>
    public async Task<Answer<RerunResult>> RerunAllAsync(Asker asker, string feed, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        var total = RerunResult.Nothing;
        foreach (var line in (await store.RefusedAsync(asker.City, feed, ListedMax, cancellation)).Reverse())
        {
            var message = await store.FindAsync(asker.City, feed, line.Id, cancellation);
            if (message is not { IsWhole: true }) continue;
            if (await RerunAsync(message, cancellation) is not { } result)
                return total.Messages > 0 ? total : new Overloaded((int)Intake.IntakeLane.RetryAfter.TotalSeconds);
            total += result;
        }

        return total;
    }

    /// <summary>Nobody needs it any more.</summary>
    public async Task<Answer<Done>> DropAsync(Asker asker, string feed, string id, CancellationToken cancellation)
    {
        if (Denied(asker, FrontDoorOperation.RerunRefused) is { } denied) return denied;
        await store.RemoveAsync(asker.City, feed, id, cancellation);
        return new Done();
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

    private async Task<RerunResult?> RerunAsync(RefusedMessage message, CancellationToken cancellation)
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
                await store.UpdateAsync(refused.StillRefused(message, lines), cancellation);
                return RerunResult.Of(lines);

            case FeedAnswered { Lines: var lines }:
                await store.RemoveAsync(message.City, message.Feed, message.Id, cancellation);
                return RerunResult.Of(lines);

            default:
                // Its feed is gone: nobody can read it any more.
                return RerunResult.Nothing with { Messages = 1, Refused = 1 };
        }
    }

    private static bool IsUnbound(CitySnapshot city, UnboundName name) =>
        city.Setup.Feeds.TryGetValue(name.Feed, out var feed)
        && !feed.Bindings.Any(binding => binding.Device == name.Device && binding.Property == name.Property);

    private static NotAllowed? Denied(Asker asker, FrontDoorOperation operation) =>
        AccessPolicy.Allows(asker, operation, asker.City) ? null : new NotAllowed(operation);
}

/// <param name="Messages">The latest first, without their bodies.</param>
/// <param name="Names">What nobody has bound yet.</param>
public sealed record RefusedView(ImmutableArray<RefusedMessage> Messages, ImmutableArray<UnboundName> Names);

/// <summary>What came of running refused messages again.</summary>
public sealed record RerunResult(int Messages, int Taken, int Duplicates, int LeftOut, int Refused)
{
    public static RerunResult Nothing { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Of those still refused, why the first is.</summary>
    public FeedProblem? Problem { get; init; }

    public static RerunResult operator +(RerunResult one, RerunResult other) => new(
        one.Messages + other.Messages, one.Taken + other.Taken, one.Duplicates + other.Duplicates,
        one.LeftOut + other.LeftOut, one.Refused + other.Refused)
    {
        Problem = one.Problem ?? other.Problem,
    };

    public static RerunResult Of(IReadOnlyCollection<FeedLine> lines)
    {
        int Count(FeedOutcome outcome) => lines.Count(line => line.Outcome == outcome);
        return new RerunResult(
            1, Count(FeedOutcome.Taken), Count(FeedOutcome.Duplicate),
            Count(FeedOutcome.LeftOut) + Count(FeedOutcome.Noted), Count(FeedOutcome.Refused))
        {
            Problem = lines.FirstOrDefault(line => line.Outcome == FeedOutcome.Refused)?.Problem,
        };
    }
}
