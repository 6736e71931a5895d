using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>Durable requests from sensors, activities and schedules, waiting for their step.</summary>
public interface IInboxStore
{
    /// <summary>Adds rows; a key that is already there, or was already handled, is left alone.</summary>
    ValueTask AddAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation);

    /// <summary>
    /// Waiting rows in order of arrival. A lane whose first row waits for a later attempt is left out entirely. Where
    /// several processes share the database, a lane is in the hands of one of them for some seconds.
    /// </summary>
    ValueTask<IReadOnlyList<InboxRow>> WaitingAsync(Instant now, int limit, CancellationToken cancellation);

    /// <summary>Lets go of what <see cref="WaitingAsync"/> handed out and what is still there.</summary>
    ValueTask YieldAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellation);

    ValueTask RetryLaterAsync(long id, Instant at, string reason, CancellationToken cancellation);

    /// <summary>Takes a row that can not be handled out of its lane and shows it among the faults.</summary>
    ValueTask ParkAsync(long id, string reason, CancellationToken cancellation);

    ValueTask<bool> ReleaseAsync(CityId city, string key, CancellationToken cancellation);

    /// <summary>Deletes a parked row that a person gives up; false when it is not parked.</summary>
    ValueTask<bool> SkipAsync(CityId city, string key, CancellationToken cancellation);

    /// <summary>Deletes a row that needs no step.</summary>
    ValueTask<bool> RemoveAsync(long id, CancellationToken cancellation);
}
