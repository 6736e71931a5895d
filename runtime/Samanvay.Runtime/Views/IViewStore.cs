using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Views;

/// <summary>Reads what screens show. Every question is bounded by one city; none waits for the writer.</summary>
public interface IViewStore
{
    Task<ImmutableArray<Listed<OperationHeader>>> OpenIncidentsAsync(CityId city, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    Task<ImmutableArray<Listed<OperationHeader>>> ClosedIncidentsAsync(
        CityId city, int limit, CancellationToken cancellation);

    /// <summary>By id; operations without an incident too.</summary>
    Task<ImmutableArray<Listed<OperationHeader>>> HeadersAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation);

    /// <summary>The city's runs that are held.</summary>
    Task<HeldRuns> HeldAsync(CityId city, CancellationToken cancellation);

    /// <summary>All open steps of the city.</summary>
    Task<ImmutableArray<Listed<WorkItemLine>>> WorkItemsAsync(CityId city, CancellationToken cancellation);

    Task<ImmutableArray<Listed<WorkItemLine>>> WorkItemsAsync(
        CityId city, OperationId operation, CancellationToken cancellation);

    /// <summary>Clocks that still run or are paused, whenever they started.</summary>
    Task<ImmutableArray<Listed<ClockLine>>> OpenClocksAsync(CityId city, CancellationToken cancellation);

    /// <summary>Clocks that are over, of those that started since.</summary>
    Task<ImmutableArray<Listed<ClockLine>>> ClosedClocksAsync(
        CityId city, Instant since, CancellationToken cancellation);

    Task<ImmutableArray<Listed<FaultLine>>> FaultsAsync(CityId city, CancellationToken cancellation);

    /// <summary>Which of these operations has, or had, work or promises for one of the roles.</summary>
    Task<ImmutableHashSet<OperationId>> TakingPartAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, IReadOnlyCollection<string> roles,
        CancellationToken cancellation);

    Task<StoredOperation?> StateAsync(CityId city, OperationId operation, CancellationToken cancellation);

    /// <summary>In order.</summary>
    Task<ImmutableArray<HistoryEntry>> HistoryAsync(
        CityId city, OperationId operation, CancellationToken cancellation);

    /// <summary>Those that changed last come first.</summary>
    Task<ImmutableArray<OperationId>> LatestOperationsAsync(
        CityId city, int limit, CancellationToken cancellation);

    /// <summary>What the sensor rules remember of these places, or of all places of the city.</summary>
    Task<ImmutableArray<SituationRow>> SituationsAsync(
        CityId city, IReadOnlyCollection<SituationKey>? keys, CancellationToken cancellation);

    /// <summary>The newest <paramref name="limit"/> segments with a number above <paramref name="after"/>, oldest
    /// first.</summary>
    Task<ImmutableArray<NumberedSegment>> SegmentsAfterAsync(
        CityId city, long after, int limit, CancellationToken cancellation);

    /// <summary>Segments with readings in the span, the oldest first.</summary>
    Task<ImmutableArray<ObservationSegment>> SegmentsAsync(
        CityId city, Interval span, int limit, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    Task<ImmutableArray<NotificationLine>> NotificationsAsync(
        CityId city, PersonId person, int limit, CancellationToken cancellation);

    Task<int> UnreadAsync(CityId city, PersonId person, CancellationToken cancellation);

    /// <summary>Marks the person's messages up to this one as read.</summary>
    Task MarkReadAsync(CityId city, PersonId person, long upTo, Instant at, CancellationToken cancellation);
}

/// <summary>A line of a table with the operation that it belongs to.</summary>
public sealed record Listed<T>(OperationId Operation, T Line);

/// <param name="Number">Rises with every batch.</param>
public sealed record NumberedSegment(long Number, ObservationSegment Segment);
