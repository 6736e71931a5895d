using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Measures;
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
    private readonly Dictionary<StoredKey, Present> _present = [];
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

    public void Know(SituationRow row) => _known[row.Key] = row;

    /// <summary>
    /// The rules that can not judge it, and why. Their situations stay as they were; the others have moved.
    /// </summary>
    public IReadOnlyList<Unjudged> Observe(IntakeDevice device, SignalEvent signal)
    {
        List<Unjudged>? failures = null;
        foreach (var rule in context.RulesFor(device.Signal))
        {
            var key = KeyOf(rule, device);
            try
            {
                Observe(rule, key, device, signal);
            }
            catch (Exception spoiled) when (spoiled is not OperationCanceledException)
            {
                (failures ??= []).Add(new Unjudged(rule.Id, key, spoiled));
            }
        }

        return failures ?? [];
    }

    /// <summary>Ends the delays that are over by now. A rule that the city no longer has is left to rest.</summary>
    public void Tick(SituationRow due)
    {
        if (context.Find(due.Key.Rule) is { } rule)
        {
            _known.TryAdd(due.Key, due);
            Keep(rule, due.Key, SituationEngine.Tick(rule, PresentOf(due.Key).State!, now));
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

    private void Observe(SituationRule rule, string key, IntakeDevice device, SignalEvent signal)
    {
        var value = signal.Value is { } raw ? Units.Convert(raw, signal.Unit ?? device.Unit, rule.Unit) : null;
        if (signal.Value is not null && value is null) return;
        var stored = new StoredKey(city, rule.Id, key);
        Keep(rule, stored, SituationEngine.Observe(
            rule, PresentOf(stored).State, new Observation(key, device.Id, signal.Time, value)));
    }

    // Read when it is needed: a stored state that nobody can read is one situation's trouble.
    private Present PresentOf(StoredKey key)
    {
        if (_present.TryGetValue(key, out var present)) return present;
        return _known.TryGetValue(key, out var row)
            ? new Present(
                JsonSerializer.Deserialize(row.State.Span, SituationJson.Default.SituationState), row.Changes)
            : new Present(null, 0);
    }

    // Nothing is kept before all of it is made: what fails on the way leaves the situation as it was.
    private void Keep(SituationRule rule, StoredKey key, SituationMoved moved)
    {
        var changes = PresentOf(key).Changes;
        var reports = moved.Changes.Select(change => Row(rule, key, moved.State, change, ++changes)).ToList();
        var row = new SituationRow(
            key, JsonSerializer.SerializeToUtf8Bytes(moved.State, SituationJson.Default.SituationState),
            SituationEngine.NextDue(rule, moved.State), changes);
        _inbox.AddRange(reports);
        _present[key] = new Present(moved.State, changes);
        _moved[key] = row;
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

    private sealed record Present(SituationState? State, long Changes);
}

/// <summary>A situation that an observation could not be judged for.</summary>
internal sealed record Unjudged(string Rule, string Place, Exception Cause);
