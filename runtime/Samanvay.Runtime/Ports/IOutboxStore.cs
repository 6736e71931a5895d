using NodaTime;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// What steps asked to be done outside. Rows are written with the step; here they are claimed and closed.
/// </summary>
public interface IOutboxStore
{
    /// <summary>
    /// Takes waiting rows for one worker. A worker that dies leaves them to the next after <paramref name="lease"/>.
    /// </summary>
    /// <param name="now">The machine's time: waiting between attempts is the outside world's, not the city's.</param>
    ValueTask<IReadOnlyList<OutboxRow>> ClaimAsync(
        Instant now, Duration lease, int limit, CancellationToken cancellation);

    /// <summary>Closes the row and, in the same transaction, hands its result to the inbox.</summary>
    ValueTask CompleteAsync(OutboxRow row, Instant now, InboxRow? reply, CancellationToken cancellation);

    ValueTask RetryLaterAsync(OutboxRow row, Instant at, string reason, CancellationToken cancellation);

    /// <summary>Stops trying, and shows the row among the faults until a person retries or skips it.</summary>
    ValueTask ParkAsync(OutboxRow row, string reason, CancellationToken cancellation);

    /// <summary>Gives a parked row its attempts back; false when it is not parked.</summary>
    ValueTask<bool> ReleaseAsync(OperationKey operation, string key, Instant now, CancellationToken cancellation);

    /// <summary>Gives up a parked row for good; false when it is not parked.</summary>
    ValueTask<bool> SkipAsync(OperationKey operation, string key, Instant now, CancellationToken cancellation);

    /// <summary>When the next waiting row may be tried.</summary>
    ValueTask<Instant?> NextAttemptAsync(CancellationToken cancellation);
}
