using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// Keeps the observations lane: segments, what was already seen, and what the situation rules remember.
/// </summary>
/// <remarks>
/// The batches of a city are counted. A batch is stored only on top of the one that its writer knew, so two processes
/// that share a database can not miss each other's readings.
/// </remarks>
public interface IObservationStore
{
    ValueTask<IntakePosition> PositionAsync(CityId city, CancellationToken cancellation);

    /// <summary>What the rules remember of these places; places never seen are absent.</summary>
    ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation);

    /// <summary>Rows that were written with batches after this one.</summary>
    ValueTask<IReadOnlyList<SituationRow>> ChangedAsync(CityId city, long after, CancellationToken cancellation);

    /// <summary>Segments of batches in their order, with so many readings or a little more.</summary>
    ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation);

    /// <summary>Situations with a time at which they must be looked at again, in order of that time.</summary>
    ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation);

    ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation);

    /// <summary>Saves one batch in one transaction. Acknowledge only after it returns.</summary>
    /// <param name="head">On what it is stored, and which observations came.</param>
    /// <param name="judge">Is told which of them were taken in before, by their number, and says what is written.
    /// Must not wait, and may be asked again.</param>
    /// <exception cref="ObservationConflictException">Another process was first; nothing was saved.</exception>
    ValueTask SaveAsync(
        ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge, CancellationToken cancellation);
}

/// <summary>How many batches of a city are stored.</summary>
/// <param name="Checkpoint">The batch up to which every row tells everything; what came later stands in the
/// segments.</param>
public readonly record struct IntakePosition(long Position, long Checkpoint);

/// <summary>CloudEvents: source and id together name one event, among those of one sender.</summary>
public readonly record struct ObservationId(CityId City, string Source, string Id)
{
    /// <summary>Alerts have names of their own beside those of events.</summary>
    public static ObservationId Of(CityId city, AlertKey alert) =>
        new(city, $"alert\n{alert.Source}", $"{alert.Identifier},{InstantPattern.ExtendedIso.Format(alert.Sent)}");
}

/// <summary>An event that is recognised as a duplicate until its window ends.</summary>
public readonly record struct ObservationMark(ObservationId Id, Instant Until);

/// <summary>One rule at one place, as its dedupe key names it.</summary>
public readonly record struct SituationKey(CityId City, string Rule, string Place);

/// <param name="Changes">Counts the changes that the rule has reported here: the number makes their keys
/// unique.</param>
public sealed record SituationRow(SituationKey Key, ReadOnlyMemory<byte> State, Instant? DueAt, long Changes)
{
    /// <summary>The batch with which it was written; it has the readings of all batches up to it.</summary>
    public long Position { get; init; }
}

/// <summary>Batches after the first and up to the second.</summary>
public readonly record struct SegmentSpan(CityId City, long After, long Through);

/// <summary>The last batch that the writer knows.</summary>
public readonly record struct IntakeStep(CityId City, long Before);

/// <param name="Steps">In order of city.</param>
public sealed record ObservationHead(IReadOnlyList<IntakeStep> Steps, IReadOnlyList<ObservationMark> Marks);

/// <summary>What one batch of observations changes.</summary>
public sealed record ObservationBatch(
    IReadOnlyList<ObservationSegment> Segments, IReadOnlyList<SituationRow> Situations, IReadOnlyList<InboxRow> Inbox)
{
    /// <summary>Alerts that are kept with what they did.</summary>
    public IReadOnlyList<AlertRow> Alerts { get; init; } = [];

    /// <summary>The batch up to which the rows then tell everything; that of before where it is absent.</summary>
    public Dictionary<CityId, long> Checkpoints { get; } = [];
}

/// <summary>
/// Another process stored a batch of the city meanwhile. Nothing was saved: follow it and judge again.
/// </summary>
public sealed class ObservationConflictException()
    : Exception("Another process stored observations of the same city meanwhile.");

/// <summary>The observations of one city in one batch, as one row.</summary>
public sealed record ObservationSegment(
    CityId City, Instant ReceivedAt, Instant FirstAt, Instant LastAt, int Count, ReadOnlyMemory<byte> Body)
{
    /// <summary>Of the city's batches; 0 for what was stored before they were counted.</summary>
    public long Position { get; init; }
}
