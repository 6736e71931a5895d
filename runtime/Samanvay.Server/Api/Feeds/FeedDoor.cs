using NodaTime;
using Samanvay.Adapters;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Feeds;

/// <summary>What the doors of messages have in common: who has the key, what is counted, and who must wait.</summary>
internal sealed class FeedDoor(FeedDoorParts parts)
{
    public TimeProvider Host => parts.Host;

    public Instant Now(ApiKey key) => parts.Time.Now(key.City);

    /// <summary>The key of the request as its city has it now; null where it opens nothing.</summary>
    public async Task<ApiKey?> OpenAsync(HttpContext context)
    {
        if (await BearerKey.OpenAsync(context, parts.Keys) is { } asker
            && await parts.Cities.FindAsync(asker.City, context.RequestAborted) is { } city
            && city.Setup.Keys.TryGetValue(asker.Key!.Value.Value, out var key))
        {
            return key;
        }

        parts.Refused.Count(null, new SignalRefused(SignalRefusals.KeyNotValid, ""), "");
        return null;
    }

    /// <summary>A feed that the key may use. One gateway's feed is nobody else's business, not even whether there is
    /// one.</summary>
    public async Task<Feed?> FindAsync(HttpContext context, ApiKey key, string id) =>
        (await parts.Cities.FindAsync(key.City, context.RequestAborted))?.FindFeed(id)?.Feed is
            { Arrival: FeedArrival.Pushed } feed && (feed.Gateway is null || feed.Gateway == key.Gateway)
            ? feed
            : null;

    /// <summary>Says that the request can not be read. It is counted, and shown to the city, as far as that can be
    /// written down.</summary>
    public async Task<IResult> RefuseAsync(HttpContext context, ApiKey key, string feed, RequestProblem problem)
    {
        var request = context.Request;
        var unread = new FeedMessage(key.City, feed, key.Sender, new Incoming(default, request.ContentType, Now(key)))
        {
            Key = key.Id,
            UnreadSize = request.ContentLength is > 0 and <= int.MaxValue and var announced
                ? (int)announced
                : RefusedMessage.SizeUnknown,
        };
        var why = new FeedProblem(problem.Code, $"HTTP {problem.Status}", problem.Said);
        await parts.Gate.WithinPatienceAsync(parts.Inlet.RefuseAsync(unread, why, context.RequestAborted));
        return problem.Answer();
    }

    /// <summary>Answers when everything that was taken is stored, or tells the sender to come again.</summary>
    public async Task<IResult> TakeAsync(HttpContext context, FeedMessage message, Func<FeedAnswered, IResult> answer)
    {
        switch (await parts.Gate.WithinPatienceAsync(parts.Inlet.TakeAsync(message, context.RequestAborted)))
        {
            case null:
                StorageGate.Announce(context.Response);
                return parts.Gate.Answer();

            case FeedBusy busy:
                return FeedAnswers.Busy(context, busy.RetryAfter);

            case FeedAnswered answered:
                return answer(answered);

            default:
                return FeedAnswers.Unknown();
        }
    }
}

/// <summary>What the doors work with.</summary>
internal sealed class FeedDoorParts(KeyDesk keys, CitySnapshots cities, CityTime time, TimeProvider host)
{
    public KeyDesk Keys => keys;

    public CitySnapshots Cities => cities;

    public CityTime Time => time;

    public TimeProvider Host => host;

    public required FeedInlet Inlet { get; init; }

    public required RefusedSignals Refused { get; init; }

    public required StorageGate Gate { get; init; }
}
