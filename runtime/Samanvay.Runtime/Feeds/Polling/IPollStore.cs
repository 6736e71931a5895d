using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds.Polling;

/// <summary>Keeps what is remembered of feeds that are fetched.</summary>
public interface IPollStore
{
    Task<ImmutableArray<PollState>> ListAsync(CityId city, CancellationToken cancellation);

    /// <summary>Takes the feed in hand until <paramref name="until"/>, where no other process has it; adds its row
    /// where there is none. Null where another has it, or nothing is due.</summary>
    Task<PollState?> ClaimAsync(PollState fresh, Instant now, Instant until, CancellationToken cancellation);

    /// <summary>Writes what a pass came to, and lets go of it.</summary>
    Task SaveAsync(PollState state, CancellationToken cancellation);
}
