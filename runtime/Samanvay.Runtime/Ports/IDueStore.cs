using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>What a city still has to do, in one look: no step hides by moving on between two looks.</summary>
public interface IDueStore
{
    /// <param name="host">The machine's time: what failed waits for its next attempt by that.</param>
    ValueTask<DueWork> LookAsync(CityId city, Instant host, CancellationToken cancellation);
}

/// <param name="IsUnderWay">Something is stored that no city time needs to pass for: a request that waits for its
/// step, or work outside that was not tried to its end.</param>
/// <param name="Next">When something next happens by itself. Held timers do not count.</param>
public readonly record struct DueWork(bool IsUnderWay, Instant? Next);
