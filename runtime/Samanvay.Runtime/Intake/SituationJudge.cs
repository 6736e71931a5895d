using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Remembering;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// Moves the situations of one city through one batch, and keeps what is to be written. Not for two threads.
/// </summary>
internal sealed partial class SituationJudge(CityId city, IntakeContext context, SituationCache cache, Instant now)
{
    private readonly List<CachedSituation> _moved = [];
    private readonly List<InboxRow> _inbox = [];

    /// <summary>Of the batch; what has its readings already is left alone.</summary>
    public required long Position { get; init; }

    public IReadOnlyList<CachedSituation> Moved => _moved;

    public IReadOnlyList<InboxRow> Inbox => _inbox;

    /// <summary>What must be known beside a situation that is due: the storm that it may belong to.</summary>
    public static IEnumerable<StoredKey> KeysBeside(IntakeContext context, StoredKey due) =>
        context.Find(due.Rule) is { Storm: not null } ? [due with { Place = StormGate.Everywhere }] : [];

    /// <summary>
    /// The rules that can not judge it, and why. Their situations stay as they were; the others have moved.
    /// </summary>
    /// <param name="signal">Its situations were looked for.</param>
    public IReadOnlyList<Unjudged> Observe(RoutedSignal signal)
    {
        List<Unjudged>? failures = null;
        for (var index = 0; index < signal.Routes.Length; index++)
        {
            var route = signal.Routes[index];
            try
            {
                Observe(route, signal, signal.Situations[index]!);
            }
            catch (Exception spoiled) when (spoiled is not OperationCanceledException)
            {
                (failures ??= []).Add(new Unjudged(route.Rule.Id, route.Key, spoiled));
            }
        }

        return failures ?? [];
    }

    /// <summary>Ends the delays that are over by now. A rule that the city no longer has is left to rest.</summary>
    public void Tick(CachedSituation due)
    {
        if (due.Key == AlertsKey) TickAlerts();
        else if (context.Find(due.Key.Rule) is not { } rule) Rest(due);
        else if (due.Key.Place == StormGate.Everywhere) TickStorm(rule, due);
        else Keep(rule, due, SituationEngine.Tick(rule, StateOf(due)!, now), isTicked: true);
    }

    /// <summary>Ends what the batch's own readings make end: those of a rule that settles them had time enough.
    /// A replay of the batch does the same again.</summary>
    public void Settle(Action<CachedSituation, Exception> failed)
    {
        foreach (var situation in _moved.ToList())
        {
            if (situation.Next!.Due > now || situation.Next.Due is null) continue;
            if (context.Find(situation.Key.Rule) is not { IsSettled: true } rule) continue;
            if (situation.Key.Place == StormGate.Everywhere) continue;
            try
            {
                Keep(rule, situation, SituationEngine.Tick(rule, StateOf(situation)!, now), isTicked: false);
            }
            catch (Exception spoiled) when (spoiled is not OperationCanceledException)
            {
                failed(situation, spoiled);
                Rest(situation);
            }
        }
    }

    /// <summary>Looks at it no more until an observation comes.</summary>
    public void Rest(CachedSituation due) => Move(
        due, new Judged(due.Next?.State, ChangesOf(due), null, MustBeWritten: true) { Raw = due.Next?.Raw });

    /// <summary>As if nothing had been judged.</summary>
    public void Undo()
    {
        foreach (var situation in _moved) situation.Next = null;
        _moved.Clear();
        _inbox.Clear();
        _alerts.Clear();
        _book = null;
    }

    // Each event counts for itself; a sensor is known by its device.
    private void Observe(Route route, RoutedSignal routed, CachedSituation situation)
    {
        if (situation.Through >= Position || route.Rule.SourceOf(route.Input) is not { } source) return;
        var (signal, device) = (routed.Signal, routed.Device);
        var value = signal.Value is { } raw ? Units.Convert(raw, signal.Unit ?? device.Unit, source.Unit) : null;
        if (signal.Value is not null && value is null) return;
        var reading = route.Reading(source.IsEvents ? signal.Id : device.Id, signal.Time, value);
        Keep(
            route.Rule, situation, SituationEngine.Observe(route.Rule, StateOf(situation), reading), isTicked: false);
    }

    private CachedSituation Situation(SituationRule rule, string place) =>
        cache.Find(rule.Id, place)
        ?? throw new InvalidOperationException($"The situation {rule.Id} at {place} was not looked for.");

    private static SituationState? StateOf(CachedSituation situation) => situation.Next?.State ?? situation.State;

    private static long ChangesOf(CachedSituation situation) => situation.Next?.Changes ?? situation.Changes;

    // Nothing is kept before all of it is made: what fails on the way leaves the situation as it was.
    private void Keep(SituationRule rule, CachedSituation situation, SituationMoved moved, bool isTicked)
    {
        if (moved.Changes.IsEmpty)
        {
            Move(situation, moved.State, ChangesOf(situation), SituationEngine.NextDue(rule, moved.State), isTicked);
        }
        else if (rule.Storm is not null)
        {
            KeepInStorm(rule, situation, moved);
        }
        else
        {
            var rows = PenOf(rule, StateOf(situation)?.Episode ?? 0).Write(
                moved.Changes.Select(change => new StormTold(change, null)), ChangesOf(situation));
            var due = SituationEngine.NextDue(rule, moved.State);
            Move(situation, moved.State, ChangesOf(situation) + rows.Count, due, mustBeWritten: true);
            _inbox.AddRange(rows);
        }
    }

    private void KeepInStorm(SituationRule rule, CachedSituation situation, SituationMoved moved)
    {
        var everywhere = Situation(rule, StormGate.Everywhere);
        var episode = StateOf(situation)?.Episode ?? 0;
        var storm = StormGate.Step(rule, StateOf(everywhere), episode, moved.Changes);
        var told = storm.Told.ToLookup(one => one.Change.Key == StormGate.Everywhere);
        var pen = PenOf(rule, episode);
        var ofStorm = pen.Write(told[true], ChangesOf(everywhere));
        var ofKey = pen.Write(told[false], ChangesOf(situation));
        var due = SituationEngine.NextDue(rule, moved.State);
        Move(situation, moved.State, ChangesOf(situation) + ofKey.Count, due, mustBeWritten: true);
        KeepStorm(rule, everywhere, storm, ofStorm.Count);
        _inbox.AddRange([.. ofStorm, .. ofKey]);
    }

    private NoticePen PenOf(SituationRule rule, int episode) =>
        new(rule, episode, now)
    {
        City = city, PlaceOf = place => PlaceOf(rule, place), WardName = ward => context.Alerts.PlaceOf(ward).Name,
    };

    private void TickStorm(SituationRule rule, CachedSituation due)
    {
        var storm = StormGate.Tick(rule, StateOf(due)!, now);
        var rows = PenOf(rule, 0).Write(storm.Told, ChangesOf(due));
        KeepStorm(rule, due, storm, rows.Count);
        _inbox.AddRange(rows);
    }

    private void KeepStorm(SituationRule rule, CachedSituation everywhere, StormMoved storm, int told) => Move(
        everywhere, storm.State, ChangesOf(everywhere) + told, StormGate.NextDue(rule, storm.State),
        mustBeWritten: true);

    private void Move(
        CachedSituation situation, SituationState state, long changes, Instant? due, bool mustBeWritten) =>
        Move(situation, new Judged(state, changes, due, mustBeWritten || situation.Next is { MustBeWritten: true }));

    private void Move(CachedSituation situation, Judged judged)
    {
        if (situation.Next is null) _moved.Add(situation);
        situation.Next = judged;
    }

    private (string Name, Place Place) PlaceOf(SituationRule rule, string key)
    {
        if (rule.Key == Engine.Situations.SituationKey.City || key == StormGate.Everywhere)
            return (city.Value, Place.Unknown);
        if (rule.Key == Engine.Situations.SituationKey.Ward) return context.Alerts.PlaceOf(key);
        return context.Devices.TryGetValue(key, out var device)
            ? (device.Name, device.Place)
            : (key, new Place(null, key, null, null));
    }
}

/// <summary>A situation that an observation could not be judged for.</summary>
internal sealed record Unjudged(string Rule, string Place, Exception Cause);
