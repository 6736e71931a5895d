using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>Reads the waiting timers. They are written only together with the step that sets or removes them.</summary>
public interface ITimerStore
{
    /// <summary>When the city's next timer is due, in whose hands it may be. Held timers do not count.</summary>
    ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation);

    /// <summary>
    /// What is due, in order of due time, and at most the first of each operation: firing it may change what follows.
    /// Where several processes share the database it is in this one's hands for some seconds.
    /// </summary>
    ValueTask<IReadOnlyList<TimerRow>> DueAsync(
        CityId city, Instant now, TimerPage page, CancellationToken cancellation);

    /// <summary>Lets go of what <see cref="DueAsync"/> handed out and what is still there.</summary>
    ValueTask YieldAsync(IReadOnlyList<TimerRow> timers, CancellationToken cancellation);

    /// <summary>Takes a timer that can not be fired out of the queue and shows it among the faults.</summary>
    ValueTask HoldAsync(TimerRow timer, string reason, CancellationToken cancellation);

    /// <summary>Puts a held timer back; false when it is no longer there.</summary>
    ValueTask<bool> ReleaseAsync(OperationKey operation, string key, CancellationToken cancellation);
}

/// <param name="ExceptKind">Left out of the page, so that what is held does not stand in the way of the rest.</param>
public readonly record struct TimerPage(int Limit, string? ExceptKind = null);
