using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// Moves the situations of one city through one batch, and keeps what is to be written. Not for two threads.
/// </summary>
internal sealed class SituationJudge(CityId city, IntakeContext context, Instant now)
{
    private readonly Dictionary<StoredKey, (SituationState? State, long Changes)> _present = [];
    private readonly Dictionary<StoredKey, SituationRow> _known = [];
    private readonly Dictionary<StoredKey, SituationRow> _moved = [];
    private readonly List<InboxRow> _inbox = [];

    public IReadOnlyCollection<SituationRow> Rows => _moved.Values;

    /// <summary>The rows that are to be written, as they were before.</summary>
    public IEnumerable<SituationRow> Known => _known.Values.Where(row => _moved.ContainsKey(row.Key));

    public IReadOnlyList<InboxRow> Inbox => _inbox;

    /// <summary>The situations that an observation of the device can move.</summary>
    public IEnumerable<StoredKey> KeysOf(IntakeDevice device) =>
        context.RulesFor(device.Signal).Select(rule => new StoredKey(city, rule.Id, KeyOf(rule, device)));

    public void Know(SituationRow row)
    {
        var state = JsonSerializer.Deserialize(row.State.Span, SituationJson.Default.SituationState);
        _present[row.Key] = (state, row.Changes);
        _known[row.Key] = row;
    }

    public void Observe(IntakeDevice device, SignalEvent signal)
    {
        foreach (var rule in context.RulesFor(device.Signal))
        {
            var value = signal.Value is { } raw ? Units.Convert(raw, signal.Unit ?? device.Unit, rule.Unit) : null;
            if (signal.Value is not null && value is null) continue;
            var key = KeyOf(rule, device);
            var stored = new StoredKey(city, rule.Id, key);
            Keep(rule, stored, SituationEngine.Observe(
                rule, _present.GetValueOrDefault(stored).State, new Observation(key, device.Id, signal.Time, value)));
        }
    }

    /// <summary>Ends the delays that are over by now. A rule that the city no longer has is left to rest.</summary>
    public void Tick(SituationRow due)
    {
        if (context.Find(due.Key.Rule) is { } rule)
        {
            if (!_present.ContainsKey(due.Key)) Know(due);
            Keep(rule, due.Key, SituationEngine.Tick(rule, _present[due.Key].State!, now));
        }
        else
        {
            Rest(due);
        }
    }

    /// <summary>Looks at it no more until an observation comes.</summary>
    public void Rest(SituationRow due)
    {
        _known.TryAdd(due.Key, due);
        _moved[due.Key] = due with { DueAt = null };
    }

    private void Keep(SituationRule rule, StoredKey key, SituationMoved moved)
    {
        var changes = _present.GetValueOrDefault(key).Changes;
        foreach (var change in moved.Changes) _inbox.Add(Row(rule, key, moved.State, change, ++changes));
        _present[key] = (moved.State, changes);
        _moved[key] = new SituationRow(
            key, JsonSerializer.SerializeToUtf8Bytes(moved.State, SituationJson.Default.SituationState),
            SituationEngine.NextDue(rule, moved.State), changes);
    }

    private InboxRow Row(SituationRule rule, StoredKey key, SituationState state, SituationChange change, long number)
    {
        var dedupe = rule.Join ? $"{rule.Id}/{key.Place}" : $"{rule.Id}/{key.Place}/{state.Episode}";
        var (name, place) = PlaceOf(rule, key.Place);
        var report = new SituationNotice(change, dedupe, name, place);
        return new InboxRow(
            0, city, $"situation:{rule.Id}:{key.Place}:{number}", InboxKinds.Situation, $"{rule.Id}/{key.Place}",
            report.Write(), now, 0);
    }

    private static string KeyOf(SituationRule rule, IntakeDevice device) => rule.Key switch
    {
        Engine.Situations.SituationKey.Gauge => device.Id,
        Engine.Situations.SituationKey.Ward => device.Place.Ward ?? device.Id,
        Engine.Situations.SituationKey.Asset => device.Place.Asset ?? device.Id,
        Engine.Situations.SituationKey.City => "city",
        _ => throw new UnreachableException($"No key for {rule.Key}."),
    };

    private (string Name, Place Place) PlaceOf(SituationRule rule, string key) => rule.Key switch
    {
        Engine.Situations.SituationKey.Ward => (key, new Place(key, null, null, null)),
        Engine.Situations.SituationKey.City => (city.Value, Place.Unknown),
        _ when context.Devices.TryGetValue(key, out var device) => (device.Name, device.Place),
        _ => (key, new Place(null, key, null, null)),
    };
}
