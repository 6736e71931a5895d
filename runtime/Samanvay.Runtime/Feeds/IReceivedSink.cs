using System.Collections.Immutable;
using Samanvay.Adapters;

namespace Samanvay.Runtime.Feeds;

/// <summary>Takes in one kind of what messages tell that no device saw: alerts, requests. Registered ones are asked in
/// their order; what none of them takes is refused openly.</summary>
public interface IReceivedSink
{
    bool Takes(Received item);

    /// <summary>One answer for each item, in their order, once they are stored. Coming twice must do nothing twice: an
    /// item's key names it among those of the message's sender. Null when it is too busy: then nothing of the message
    /// was taken by it and the sender is told to come again.</summary>
    ValueTask<ImmutableArray<FeedLine>?> TakeAsync(
        FeedMessage message, IReadOnlyList<Received> items, CancellationToken cancellation);
}
