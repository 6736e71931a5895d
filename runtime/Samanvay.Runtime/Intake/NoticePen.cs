using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>Writes what a situation told as rows of the inbox. One incident has one lane, so that its changes keep
/// their order and only the first of them opens it.</summary>
/// <param name="Episode">Of the key before it told anything.</param>
internal sealed record NoticePen(SituationRule Rule, int Episode, Instant Now)
{
    public required CityId City { get; init; }

    public required Func<string, (string Name, Place Place)> PlaceOf { get; init; }

    public required Func<string, string> WardName { get; init; }

    /// <param name="told">Of one key.</param>
    /// <param name="before">How many notices the key gave before; the number makes a row's key unique.</param>
    public IReadOnlyList<InboxRow> Write(IEnumerable<StormTold> told, long before) =>
        [.. Keyed([.. told]).SelectMany(Notices).Select((one, index) => Row(one.Lane, one.Notice, before + index + 1))];

    private InboxRow Row(string lane, SituationNotice notice, long number) => new(
        0, City, $"situation:{Rule.Id}:{notice.Change.Key}:{number}", InboxKinds.Situation, lane, notice.Write(), Now,
        0);

    // A storm has one incident for all of its keys.
    private IEnumerable<(StormTold Told, string DedupeKey)> Keyed(ImmutableArray<StormTold> told) =>
        SituationReports.ByIncident(Rule, Episode, told.Select(one => one.Change)).Zip(told, (keyed, one) => (
            one, one.Storm is { } storm ? $"{Rule.Id}/{StormGate.Everywhere}/{storm}" : keyed.DedupeKey));

    private IEnumerable<(string Lane, SituationNotice Notice)> Notices((StormTold Told, string DedupeKey) of)
    {
        var (change, key) = (of.Told.Change, of.Told.Change.Key);
        var (name, place) = PlaceOf(key);
        var lane = of.Told.Storm is null ? $"{Rule.Id}/{key}" : $"{Rule.Id}/{StormGate.Everywhere}";
        yield return (lane, new SituationNotice(change, of.DedupeKey, name, place));
        if (change is not (SensorFault or SensorRecovered)) yield break;
        // A gateway that falls silent takes all its sensors along: one incident for those of a ward.
        var sensors = SituationReports.SensorsKey(Rule.Signal, place.Ward ?? place.Asset ?? key);
        yield return (sensors, place.Ward is { } ward
            ? new SituationNotice(change, sensors, WardName(ward), new Place(ward, null, null, null))
            : new SituationNotice(change, sensors, name, place));
    }
}
