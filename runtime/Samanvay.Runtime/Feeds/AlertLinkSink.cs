using System.Collections.Immutable;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;

namespace Samanvay.Runtime.Feeds;

/// <summary>Takes what only points to an alert: whoever fetched the index fetches the alert too. One that is handed in
/// is refused, for a city fetches nothing that a sender names.</summary>
internal sealed class AlertLinkSink : IReceivedSink
{
    private static readonly FeedProblem OnlyALink = new(
        FeedRefusals.OnlyALink, "CAP 1.2, section 4.2",
        "This only points to an alert. Send the alert itself, or let the city fetch the index.");

    public bool Takes(Received item) => item is CapLink;

    public ValueTask<ImmutableArray<FeedLine>?> TakeAsync(
        FeedMessage message, IReadOnlyList<Received> items, CancellationToken cancellation) =>
        new([.. items.Select(item => Line(item, message))]);

    private static FeedLine Line(Received item, FeedMessage message) => message.Key is null
        ? new FeedLine(FeedOutcome.Noted, item.Place) { Id = item.Key.Id }
        : new FeedLine(FeedOutcome.Refused, item.Place) { Id = item.Key.Id, Problem = OnlyALink };
}
