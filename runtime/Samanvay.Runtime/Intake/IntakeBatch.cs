using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>One transaction of the lane, from what arrived to what is written and answered.</summary>
internal sealed class IntakeBatch(IntakePorts ports, IntakeLimits limits, ILogger log)
{
    // A page of what is due: more waits for the next batch, so that observations are not held up by it.
    private const int DueMax = 200;

    private readonly Dictionary<CityId, CityBatch> _cities = [];
    private readonly List<(PendingSignals Pending, SignalAnswer[] Answers)> _answers = [];

    public bool IsEmpty => _cities.Values.All(city =>
        city.Fresh.Count == 0 && city.Alerts.Count == 0 && city.Judge.Rows.Count == 0);

    public bool HasChanges => _cities.Values.Any(city => city.Judge.Inbox.Count > 0);

    /// <summary>Sorts out what can not be judged.</summary>
    public async Task AddAsync(PendingSignals pending, CancellationToken cancellation)
    {
        var city = await CityAsync(pending.City, cancellation);
        foreach (var alert in pending.Alerts)
            city.Alerts.TryAdd(ObservationId.Of(pending.City, AlertTranslation.KeyOf(alert)), alert);
        var answers = new SignalAnswer[pending.Signals.Count];
        _answers.Add((pending, answers));
        for (var index = 0; index < answers.Length; index++)
        {
            var signal = pending.Signals[index];
            var id = ObservationId.Of(pending.City, signal);
            if (SignalCheck.Refusal(signal, city.Context, city.Now, limits) is { } refusal)
            {
                answers[index] = refusal;
            }
            else if (city.Fresh.TryAdd(id, signal))
            {
                answers[index] = new SignalTaken();
            }
            else
            {
                answers[index] = new SignalDuplicate();
            }
        }
    }

    /// <summary>
    /// Leaves out what was seen before, and moves the situations through the rest. Reads only, and may be done again.
    /// </summary>
    public async ValueTask<bool> PrepareAsync(CancellationToken cancellation)
    {
        foreach (var city in ports.Time.Cities) await CityAsync(city, cancellation);
        foreach (var city in _cities.Values) await PrepareAsync(city, cancellation);
        return true;
    }

    public ObservationBatch Seal()
    {
        var segments = _cities.Where(city => city.Value.Fresh.Count > 0)
            .Select(city => SegmentJson.Write(city.Key, [.. city.Value.Fresh.Values], city.Value.Now));
        return new ObservationBatch(
            [.. segments],
            [
                .. from city in _cities.Values
                   from id in city.Fresh.Keys
                   select new SeenObservation(id, city.Now + limits.DuplicateWindow),
                .. from city in _cities.Values
                   from id in city.Alerts.Keys
                   select new SeenObservation(id, city.Now + limits.AlertWindow),
            ],
            [.. _cities.Values.SelectMany(city => city.Judge.Rows)],
            [.. _cities.Values.SelectMany(city => city.Judge.Inbox)])
        {
            Alerts = [.. _cities.Values.SelectMany(city => city.Judge.Alerts)],
            Known = [.. _cities.Values.SelectMany(city => city.Judge.Known)],
        };
    }

    /// <summary>Only after the commit.</summary>
    public void Answer()
    {
        foreach (var (pending, answers) in _answers)
        {
            ports.Metrics.Answered(answers);
            pending.Answered.TrySetResult(answers);
            var outcomes = _cities[pending.City].Outcomes;
            pending.AlertsAnswered.TrySetResult(
            [
                .. pending.Alerts.Select(alert => new AlertTaken(outcomes.Remove(
                    ObservationId.Of(pending.City, AlertTranslation.KeyOf(alert)), out var outcome)
                    ? outcome : AlertOutcome.Repeated)),
            ]);
        }
    }

    /// <summary>Whether a save whose end nobody saw was done.</summary>
    public async ValueTask<bool> IsSavedAsync(CancellationToken cancellation)
    {
        var id = _cities.Values.SelectMany(city => city.Fresh.Keys.Concat(city.Alerts.Keys)).Take(1).ToList();
        return id.Count > 0 && (await ports.Store.FindSeenAsync(id, cancellation)).Count > 0;
    }

    private async Task PrepareAsync(CityBatch city, CancellationToken cancellation)
    {
        city.Judge = new SituationJudge(city.Id, city.Context, city.Now);
        city.Outcomes.Clear();
        if (city.Fresh.Count + city.Alerts.Count > 0)
        {
            var seen = await ports.Store.FindSeenAsync([.. city.Fresh.Keys, .. city.Alerts.Keys], cancellation);
            foreach (var id in seen) _ = city.Fresh.Remove(id) || city.Alerts.Remove(id);
            Mark(city.Id, seen.Contains, new SignalDuplicate());
        }
        var waiting = await ports.Store.DueAsync(city.Id, city.Now, DueMax, cancellation);
        var keys = city.Fresh.Values.SelectMany(signal => city.Judge.KeysOf(signal))
            .Concat(waiting.SelectMany(due => city.Judge.KeysBeside(due))).ToHashSet();
        if (city.Alerts.Count > 0) keys.Add(city.Judge.AlertsKey);
        foreach (var row in (await ports.Store.LoadAsync(keys, cancellation)).Values) city.Judge.Know(row);
        foreach (var (id, signal) in city.Fresh.OrderBy(fresh => fresh.Value.Time)) Observe(city, id, signal);
        foreach (var (id, alert) in city.Alerts) city.Outcomes[id] = city.Judge.Take(alert);
        foreach (var due in waiting) Tick(city, due);
        foreach (var settled in city.Judge.Settled()) Tick(city, settled);
    }

    // What one rule can not judge is stored and judged by the others: a reading is never lost by a broken rule.
    private void Observe(CityBatch city, ObservationId id, SignalEvent signal)
    {
        var failures = city.Judge.Observe(signal);
        if (failures.Count == 0) return;
        foreach (var failure in failures)
            Log.ObservationNotJudged(log, city.Id, signal.Device, failure.Rule, failure.Place, failure.Cause);
        var rules = string.Join(", ", failures.Select(failure => failure.Rule));
        Mark(city.Id, id.Equals, new SignalTaken
        {
            Trouble = $"It is stored, but the rule {rules} could not judge it. "
                + "Correct the rule and publish it again; the cause is in the server's log.",
        });
    }

    // A situation that can not be judged is laid to rest until its next observation: the others must go on.
    private void Tick(CityBatch city, SituationRow due)
    {
        try
        {
            city.Judge.Tick(due);
        }
        catch (Exception spoiled) when (spoiled is not OperationCanceledException)
        {
            Log.SituationFailed(log, city.Id, due.Key.Rule, due.Key.Place, spoiled);
            city.Judge.Rest(due);
        }
    }

    private void Mark(CityId city, Func<ObservationId, bool> isMeant, SignalAnswer answer)
    {
        foreach (var (pending, answers) in _answers.Where(one => one.Pending.City == city))
        {
            for (var index = 0; index < answers.Length; index++)
            {
                if (answers[index] is SignalTaken && isMeant(ObservationId.Of(city, pending.Signals[index])))
                    answers[index] = answer;
            }
        }
    }

    private async Task<CityBatch> CityAsync(CityId id, CancellationToken cancellation)
    {
        if (_cities.TryGetValue(id, out var known)) return known;
        var context = await ports.Contexts.GetAsync(id, cancellation);
        var now = ports.Time.Now(id);
        return _cities[id] = new CityBatch(id, context, now);
    }

    private sealed record CityBatch(CityId Id, IntakeContext Context, Instant Now)
    {
        public Dictionary<ObservationId, SignalEvent> Fresh { get; } = [];

        /// <summary>In order of arrival.</summary>
        public OrderedDictionary<ObservationId, AlertArrival> Alerts { get; } = [];

        public Dictionary<ObservationId, AlertOutcome> Outcomes { get; } = [];

        public SituationJudge Judge { get; set; } = new(Id, Context, Now);
    }
}
