using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// Moves the situations of one city through one batch, and keeps what is to be written. Not for two threads.
/// </summary>
internal sealed partial class SituationJudge(CityId city, IntakeContext context, Instant now)
{
    private readonly Dictionary<StoredKey, Present> _present = [];
    private readonly Dictionary<StoredKey, SituationRow> _known = [];
    private readonly Dictionary<StoredKey, SituationRow> _moved = [];
    private readonly List<InboxRow> _inbox = [];

    public IReadOnlyCollection<SituationRow> Rows => _moved.Values;

    /// <summary>The rows that are to be written, as they were before.</summary>
    public IEnumerable<SituationRow> Known => _known.Values.Where(row => _moved.ContainsKey(row.Key));

    public IReadOnlyList<InboxRow> Inbox => _inbox;

    /// <summary>The situations that an observation can move.</summary>
    public IEnumerable<StoredKey> KeysOf(SignalEvent signal) =>
        RoutesOf(signal).SelectMany(route => KeysOf(route.Rule, route.Key));

    /// <summary>What must be known beside a situation that is due: the storm that it may belong to.</summary>
    public IEnumerable<StoredKey> KeysBeside(SituationRow due) =>
        context.Find(due.Key.Rule) is { Storm: not null } rule ? [Key(rule, StormGate.Everywhere)] : [];

    public void Know(SituationRow row) => _known[row.Key] = row;

    /// <summary>
    /// The rules that can not judge it, and why. Their situations stay as they were; the others have moved.
    /// </summary>
    public IReadOnlyList<Unjudged> Observe(SignalEvent signal)
    {
        var device = context.Devices[signal.Device];
        List<Unjudged>? failures = null;
        foreach (var route in RoutesOf(signal))
        {
            try
            {
                Observe(route, device, signal);
            }
            catch (Exception spoiled) when (spoiled is not OperationCanceledException)
            {
                (failures ??= []).Add(new Unjudged(route.Rule.Id, route.Key, spoiled));
            }
        }

        return failures ?? [];
    }

    /// <summary>Ends the delays that are over by now. A rule that the city no longer has is left to rest.</summary>
    public void Tick(SituationRow due)
    {
        if (due.Key == AlertsKey)
        {
            Meet(due);
            TickAlerts();
        }
        else if (context.Find(due.Key.Rule) is { } rule)
        {
            Meet(due);
            if (due.Key.Place == StormGate.Everywhere) TickStorm(rule, due.Key);
            else Keep(rule, due.Key, SituationEngine.Tick(rule, PresentOf(due.Key).State!, now));
        }
        else
        {
            Rest(due);
        }
    }

    /// <summary>Situations whose new readings had time enough to settle.</summary>
    public IReadOnlyList<SituationRow> Settled() =>
        [.. _moved.Values.Where(row => row.DueAt <= now && context.Find(row.Key.Rule) is { IsSettled: true })];

    /// <summary>Looks at it no more until an observation comes.</summary>
    public void Rest(SituationRow due)
    {
        Meet(due);
        _moved[due.Key] = due with { DueAt = null };
    }

    // A report goes by its own place; its device only says of which signal it is.
    private ImmutableArray<Route> RoutesOf(SignalEvent signal) => signal.At is { } place
        ? context.Index.RoutesAt(context.Devices[signal.Device].Signal, place)
        : context.Index.RoutesOf(signal.Device);

    private IEnumerable<StoredKey> KeysOf(SituationRule rule, string key) =>
        rule.Storm is null ? [Key(rule, key)] : [Key(rule, key), Key(rule, StormGate.Everywhere)];

    private StoredKey Key(SituationRule rule, string key) => new(city, rule.Id, key);

    // What was moved already is known as it was before, or was not there.
    private void Meet(SituationRow due)
    {
        if (!_moved.ContainsKey(due.Key)) _known.TryAdd(due.Key, due);
    }

    // Each event counts for itself; a sensor is known by its device.
    private void Observe(Route route, IntakeDevice device, SignalEvent signal)
    {
        if (route.Rule.SourceOf(route.Input) is not { } source) return;
        var value = signal.Value is { } raw ? Units.Convert(raw, signal.Unit ?? device.Unit, source.Unit) : null;
        if (signal.Value is not null && value is null) return;
        var stored = Key(route.Rule, route.Key);
        var reading = route.Reading(source.IsEvents ? signal.Id : device.Id, signal.Time, value);
        Keep(route.Rule, stored, SituationEngine.Observe(route.Rule, PresentOf(stored).State, reading));
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
        if (rule.Storm is not null && !moved.Changes.IsEmpty)
        {
            KeepInStorm(rule, key, moved);
            return;
        }

        var present = PresentOf(key);
        var rows = PenOf(rule, moved.State).Write(
            moved.Changes.Select(change => new StormTold(change, null)), present.Changes);
        Keep(key, moved.State, present.Changes + rows.Count, SituationEngine.NextDue(rule, moved.State));
        _inbox.AddRange(rows);
    }

    private void KeepInStorm(SituationRule rule, StoredKey key, SituationMoved moved)
    {
        var (present, everywhere) = (PresentOf(key), PresentOf(Key(rule, StormGate.Everywhere)));
        var storm = StormGate.Step(rule, everywhere.State, present.State?.Episode ?? 0, moved.Changes);
        var told = storm.Told.ToLookup(one => one.Change.Key == StormGate.Everywhere);
        var pen = PenOf(rule, moved.State);
        var ofStorm = pen.Write(told[true], everywhere.Changes);
        var ofKey = pen.Write(told[false], present.Changes);
        Keep(key, moved.State, present.Changes + ofKey.Count, SituationEngine.NextDue(rule, moved.State));
        Keep(rule, storm, everywhere.Changes + ofStorm.Count);
        _inbox.AddRange([.. ofStorm, .. ofKey]);
    }

    private NoticePen PenOf(SituationRule rule, SituationState state) =>
        new(rule, state, now) { City = city, PlaceOf = place => PlaceOf(rule, place) };

    private void TickStorm(SituationRule rule, StoredKey key)
    {
        var present = PresentOf(key);
        var storm = StormGate.Tick(rule, present.State!, now);
        var rows = PenOf(rule, storm.State).Write(storm.Told, present.Changes);
        Keep(rule, storm, present.Changes + rows.Count);
        _inbox.AddRange(rows);
    }

    private void Keep(SituationRule rule, StormMoved storm, long changes) => Keep(
        Key(rule, StormGate.Everywhere), storm.State, changes, StormGate.NextDue(rule, storm.State));

    private void Keep(StoredKey key, SituationState state, long changes, Instant? due)
    {
        var row = new SituationRow(
            key, JsonSerializer.SerializeToUtf8Bytes(state, SituationJson.Default.SituationState), due, changes);
        _present[key] = new Present(state, changes);
        _moved[key] = row;
    }

    private (string Name, Place Place) PlaceOf(SituationRule rule, string key)
    {
        if (rule.Key == Engine.Situations.SituationKey.City || key == StormGate.Everywhere)
            return (city.Value, Place.Unknown);
        if (rule.Key == Engine.Situations.SituationKey.Ward) return (key, new Place(key, null, null, null));
        return context.Devices.TryGetValue(key, out var device)
            ? (device.Name, device.Place)
            : (key, new Place(null, key, null, null));
    }

    private sealed record Present(SituationState? State, long Changes);
}

/// <summary>A situation that an observation could not be judged for.</summary>
internal sealed record Unjudged(string Rule, string Place, Exception Cause);
