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

    /// <param name="told">Of one key.</param>
    /// <param name="before">How many changes the key told before; the number makes a row's key unique.</param>
    public IReadOnlyList<InboxRow> Write(IEnumerable<StormTold> told, long before) =>
        [.. told.Select((one, index) => Row(one, before + index + 1))];

    private InboxRow Row(StormTold told, long number)
    {
        var key = told.Change.Key;
        var (name, place) = PlaceOf(key);
        var lane = told.Storm is null ? $"{Rule.Id}/{key}" : $"{Rule.Id}/{StormGate.Everywhere}";
        return new InboxRow(
            0, City, $"situation:{Rule.Id}:{key}:{number}", InboxKinds.Situation, lane,
            new SituationNotice(told.Change, DedupeKey(told), name, place).Write(), Now, 0);
    }

    private string DedupeKey(StormTold told)
    {
        if (told.Storm is { } storm) return $"{Rule.Id}/{StormGate.Everywhere}/{storm}";
        return Rule.Join ? $"{Rule.Id}/{told.Change.Key}" : $"{Rule.Id}/{told.Change.Key}/{State.Episode}";
    }
}
