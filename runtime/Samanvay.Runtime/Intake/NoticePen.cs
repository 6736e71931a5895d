using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>Writes what a situation told as rows of the inbox. One incident has one lane, so that its changes keep
/// their order and only the first of them opens it.</summary>
internal sealed record NoticePen(SituationRule Rule, SituationState State, Instant Now)
{
    public required CityId City { get; init; }

    public required Func<string, (string Name, Place Place)> PlaceOf { get; init; }

    public required Func<string, string> WardName { get; init; }

    /// <param name="told">Of one key.</param>
    /// <param name="before">How many notices the key gave before; the number makes a row's key unique.</param>
    public IReadOnlyList<InboxRow> Write(IEnumerable<StormTold> told, long before) =>
        [.. told.SelectMany(Notices).Select((one, index) => Row(one.Lane, one.Notice, before + index + 1))];

    private InboxRow Row(string lane, SituationNotice notice, long number) => new(
        0, City, $"situation:{Rule.Id}:{notice.Change.Key}:{number}", InboxKinds.Situation, lane, notice.Write(), Now,
        0);

    private IEnumerable<(string Lane, SituationNotice Notice)> Notices(StormTold told)
    {
        var key = told.Change.Key;
        var (name, place) = PlaceOf(key);
        var lane = told.Storm is null ? $"{Rule.Id}/{key}" : $"{Rule.Id}/{StormGate.Everywhere}";
        yield return (lane, new SituationNotice(told.Change, DedupeKey(told), name, place));
        if (told.Change is not (SensorFault or SensorRecovered)) yield break;
        // A gateway that falls silent takes all its sensors along: one incident for those of a ward.
        var sensors = SituationReports.SensorsKey(Rule.Signal, place.Ward ?? place.Asset ?? key);
        yield return (sensors, place.Ward is { } ward
            ? new SituationNotice(told.Change, sensors, WardName(ward), new Place(ward, null, null, null))
            : new SituationNotice(told.Change, sensors, name, place));
    }

    private string DedupeKey(StormTold told)
    {
        if (told.Storm is { } storm) return $"{Rule.Id}/{StormGate.Everywhere}/{storm}";
        var key = SituationReports.DedupeKey(Rule.Id, told.Change.Key);
        return Rule.Join ? key : $"{key}/{State.Episode}";
    }
}
