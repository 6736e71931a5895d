using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;

namespace Samanvay.Tests.Designer.Pages.City;

/// <summary>What was refused and how fetching went, kept in memory.</summary>
internal sealed class MemoryFeeds : IFeedStore, IPollStore
{
    public List<RefusedMessage> Kept { get; } = [];

    public List<RefusedDrop> Drops { get; } = [];

    public List<PollState> Polls { get; } = [];

    public Task KeepAsync(
        RefusedMessage message, IReadOnlyCollection<UnboundName> names, RefusedLimits limits,
        CancellationToken cancellation)
    {
        Kept.Add(message);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<RefusedMessage>> RefusedAsync(
        CityId city, string? feed, int limit, CancellationToken cancellation) =>
        Task.FromResult(Kept.Where(message => feed is null || message.Feed == feed).ToImmutableArray());

    public Task<RefusedMessage?> FindAsync(CityId city, string feed, string id, CancellationToken cancellation) =>
        Task.FromResult(Kept.Find(message => message.Feed == feed && message.Id == id));

    public Task UpdateAsync(RefusedMessage message, CancellationToken cancellation) => Task.CompletedTask;

    public Task RemoveAsync(CityId city, string feed, string id, CancellationToken cancellation) =>
        Task.FromResult(Kept.RemoveAll(message => message.Feed == feed && message.Id == id));

    public Task DropAsync(
        RefusedDrop drop, IReadOnlyCollection<RefusedMessage> messages, CancellationToken cancellation)
    {
        Drops.Add(drop);
        return Task.FromResult(Kept.RemoveAll(messages.Contains));
    }

    public Task<ImmutableArray<RefusedDrop>> DropsAsync(CityId city, int limit, CancellationToken cancellation) =>
        Task.FromResult(Drops.ToImmutableArray());

    public Task<ImmutableArray<UnboundName>> NamesAsync(CityId city, CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<UnboundName>.Empty);

    public Task<ImmutableArray<PollState>> ListAsync(CityId city, CancellationToken cancellation) =>
        Task.FromResult(Polls.ToImmutableArray());

    public Task<PollState?> ClaimAsync(PollState fresh, Instant now, Instant until, CancellationToken cancellation) =>
        Task.FromResult<PollState?>(null);

    public Task SaveAsync(PollState state, CancellationToken cancellation) => Task.CompletedTask;
}
