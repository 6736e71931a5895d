using System.Collections.Immutable;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds;

/// <summary>Keeps what was refused of the feeds' messages, within limits.</summary>
public interface IFeedStore
{
    /// <summary>Keeps the message, or counts it where it is there, and remembers the names. What goes beyond the limits
    /// leaves, the oldest first.</summary>
    Task KeepAsync(
        RefusedMessage message, IReadOnlyCollection<UnboundName> names, RefusedLimits limits,
        CancellationToken cancellation);

    /// <summary>The latest first, without their bodies.</summary>
    Task<ImmutableArray<RefusedMessage>> RefusedAsync(
        CityId city, string? feed, int limit, CancellationToken cancellation);

    Task<RefusedMessage?> FindAsync(CityId city, string feed, string id, CancellationToken cancellation);

    /// <summary>Writes what is still wrong with it after a re-run; nothing where it is gone.</summary>
    Task UpdateAsync(RefusedMessage message, CancellationToken cancellation);

    Task RemoveAsync(CityId city, string feed, string id, CancellationToken cancellation);

    /// <summary>Removes the messages and keeps who did it and why, all or nothing.</summary>
    Task DropAsync(
        RefusedDrop drop, IReadOnlyCollection<RefusedMessage> messages, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    Task<ImmutableArray<RefusedDrop>> DropsAsync(CityId city, int limit, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    Task<ImmutableArray<UnboundName>> NamesAsync(CityId city, CancellationToken cancellation);
}
