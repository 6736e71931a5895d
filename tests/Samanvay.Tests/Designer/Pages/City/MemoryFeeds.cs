using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Tests.Designer.Pages.City;

/// <summary>Nothing was refused.</summary>
internal sealed class MemoryFeeds : IFeedStore
{
    public Task KeepAsync(
        RefusedMessage message, IReadOnlyCollection<UnboundName> names, RefusedLimits limits,
        CancellationToken cancellation) => Task.CompletedTask;

    public Task<ImmutableArray<RefusedMessage>> RefusedAsync(
        CityId city, string? feed, int limit, CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<RefusedMessage>.Empty);

    public Task<RefusedMessage?> FindAsync(CityId city, string feed, string id, CancellationToken cancellation) =>
        Task.FromResult<RefusedMessage?>(null);

    public Task UpdateAsync(RefusedMessage message, CancellationToken cancellation) => Task.CompletedTask;

    public Task RemoveAsync(CityId city, string feed, string id, CancellationToken cancellation) =>
        Task.CompletedTask;

    public Task<ImmutableArray<UnboundName>> NamesAsync(CityId city, CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<UnboundName>.Empty);
}
