using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// Keeps the observations lane: segments, what was already seen, and what the situation rules remember.
/// </summary>
public interface IObservationStore
{
    /// <summary>Which of these were already taken in, and their windows still run.</summary>
    ValueTask<IReadOnlySet<ObservationId>> FindSeenAsync(
        IReadOnlyCollection<ObservationId> ids, CancellationToken cancellation);

    /// <summary>What the rules remember of these places; places never seen are absent.</summary>
    ValueTask<IReadOnlyDictionary<SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<SituationKey> keys, CancellationToken cancellation);

    /// <summary>Situations with a time at which they must be looked at again, in order of that time.</summary>
    ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation);

    ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation);

    /// <summary>Saves one batch in one transaction. Acknowledge only after it returns.</summary>
    /// <exception cref="ObservationConflictException">Another process was first; nothing was saved.</exception>
    ValueTask SaveAsync(ObservationBatch batch, CancellationToken cancellation);
}

/// <summary>CloudEvents: source and id together name one event, among those of one sender.</summary>
public readonly record struct ObservationId(CityId City, string Source, string Id)
{
    // A sender has no line break in it, and a source is checked for them.
    public static ObservationId Of(CityId city, SignalEvent signal) => new(
        city, signal.Sender.Length == 0 ? signal.Source : $"{signal.Sender}\n{signal.Source}", signal.Id);

    /// <summary>Alerts have names of their own beside those of events.</summary>
    public static ObservationId Of(CityId city, AlertKey alert) =>
        new(city, $"alert\n{alert.Source}", $"{alert.Identifier},{InstantPattern.ExtendedIso.Format(alert.Sent)}");
}

/// <summary>One rule at one place, as its dedupe key names it.</summary>
public readonly record struct SituationKey(CityId City, string Rule, string Place);

/// <param name="Changes">Counts the changes that the rule has reported here: the number makes their keys
/// unique.</param>
public sealed record SituationRow(SituationKey Key, ReadOnlyMemory<byte> State, Instant? DueAt, long Changes);

/// <summary>What one batch of observations changes.</summary>
public sealed record ObservationBatch(
    IReadOnlyList<ObservationSegment> Segments,
    IReadOnlyList<SeenObservation> Seen,
    IReadOnlyList<SituationRow> Situations,
    IReadOnlyList<InboxRow> Inbox)
{
    /// <summary>Alerts that are kept with what they did.</summary>
    public IReadOnlyList<AlertRow> Alerts { get; init; } = [];

    /// <summary>
    /// The situations as they were read; one that is absent here was absent there. Where processes share the database
    /// the save fails when they are no longer so.
    /// </summary>
    public IReadOnlyList<SituationRow> Known { get; init; } = [];
}

/// <summary>
/// Another process took in the same observations, or moved the same situations, meanwhile. Nothing was saved: read and
/// judge again.
/// </summary>
public sealed class ObservationConflictException()
    : Exception("Another process moved the same situations meanwhile.");

/// <summary>An event that is recognised as a duplicate until its window ends.</summary>
public readonly record struct SeenObservation(ObservationId Id, Instant Until);

/// <summary>The observations of one city in one batch, as one row.</summary>
public sealed record ObservationSegment(
    CityId City, Instant ReceivedAt, Instant FirstAt, Instant LastAt, int Count, ReadOnlyMemory<byte> Body)
{
    /// <summary>Of the city's batches; 0 for what was stored before they were counted.</summary>
    public long Position { get; init; }
}
