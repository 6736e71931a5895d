using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps each city's clock, so that its time never goes back over a restart.</summary>
public interface IClockStore
{
    ValueTask<IReadOnlyList<ClockRow>> LoadAsync(CancellationToken cancellation);

    /// <summary>Makes the city's passed time durable; its setting stays as it is stored.</summary>
    ValueTask MoveAsync(CityInstant time, CancellationToken cancellation);

    /// <summary>Saves the setting; the stored time only ever moves forward.</summary>
    ValueTask SaveAsync(ClockRow clock, CancellationToken cancellation);
}

/// <param name="Speed">City seconds per host second of a sample clock; 0 stands still. A live clock is always
/// 1.</param>
/// <param name="Now">The last city time that anything durable has seen.</param>
public sealed record ClockRow(CityId City, ClockMode Mode, double Speed, Instant Now);

/// <summary>
/// A live city runs on the host's time and nothing can move it; a sample city's time is set by its screen.
/// </summary>
public enum ClockMode
{
    Live = 0,
    Sample = 1,
}
