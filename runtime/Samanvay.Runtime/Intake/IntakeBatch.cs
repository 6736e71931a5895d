using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Intake.Remembering;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>One transaction of the lane, from what arrived to what is written and answered.</summary>
internal sealed class IntakeBatch(IntakeLaneParts parts)
{
    // A page of what is due: more waits for the next batch, so that observations are not held up by it.
    private const int DueMax = 200;

    private static readonly SituationKey[] NoKeys = [];

    private readonly SortedDictionary<string, CityBatch> _cities = new(StringComparer.Ordinal);
    private readonly List<(PendingSignals Pending, SignalAnswer?[] Answers)> _answers = [];
    private Judgement? _judged;

    /// <summary>Nothing arrived, is due or is to be written.</summary>
    public bool IsEmpty => _cities.Values.All(city => city.IsEmpty);

    public bool HasSaved => _cities.Values.Any(city => city.Write is not null);

    public bool HasChanges => _cities.Values.Any(city => city.Write?.Inbox.Count > 0);

    /// <summary>Sorts out what can not be judged.</summary>
    public async Task AddAsync(PendingSignals pending, CancellationToken cancellation)
    {
        var city = await CityAsync(pending.City, cancellation);
        foreach (var alert in pending.Alerts) city.Add(NameOf(pending.City, alert), alert, parts.Limits);
        var answers = new SignalAnswer?[pending.Signals.Count];
        _answers.Add((pending, answers));
        var ready = pending.Ready is { } made && ReferenceEquals(made.Context, city.Context)
            ? made
            : ReadySignals.Of(pending.City, city.Context, pending.Signals);
        for (var index = 0; index < answers.Length; index++)
            answers[index] = city.Add(ready[index], (answers, index), parts.Limits);
    }

    /// <summary>Reads what the batch needs to know and judges it, so that nobody waits for that when it is stored. May
    /// be done again.</summary>
    public async ValueTask<bool> PrepareAsync(CancellationToken cancellation)
    {
        foreach (var city in parts.Ports.Time.Cities) await CityAsync(city, cancellation);
        _judged = null;
        foreach (var city in _cities.Values) await PrepareAsync(city, cancellation);
        if (IsEmpty) return true;
        List<CityBatch> working = [.. _cities.Values.Where(city => !city.IsEmpty)];
        var head = new ObservationHead(
            [.. working.Select(city => new IntakeStep(city.Id, city.Lane.Position))], MarksOf(working));
        _judged = Judge(working, head, RecentOf(working));
        return true;
    }

    /// <summary>Stores it, judged anew where the database has seen others before than was thought.</summary>
    public ValueTask SaveAsync(CancellationToken cancellation)
    {
        var (working, head) = (_judged!.Cities, _judged.Head);
        return parts.Ports.Store.SaveAsync(
            head,
            seen =>
            {
                if (!_judged.Seen.SetEquals(seen)) _judged = Judge(working, head, seen);
                return _judged.Batch;
            },
            cancellation);
    }

    /// <summary>Whether a save whose end nobody saw was done. Only asked where no other process can have done
    /// it.</summary>
    public async ValueTask<bool> IsSavedAsync(CancellationToken cancellation)
    {
        foreach (var city in _cities.Values.Where(city => city.Write is not null))
        {
            var stored = await parts.Ports.Store.PositionAsync(city.Id, cancellation);
            return stored.Position == city.Lane.Position + 1;
        }

        return false;
    }

    /// <summary>As if nothing had been judged.</summary>
    public void Undo()
    {
        foreach (var city in _cities.Values) city.Release();
    }

    /// <summary>Only after the commit.</summary>
    public void Answer()
    {
        foreach (var city in _cities.Values)
        {
            if (city is not { Judge: { } judge, Write: { } write }) continue;
            city.Lane.Keep(judge, write);
            foreach (var fresh in city.Fresh) city.Lane.Recent.Add(fresh.Number);
        }

        foreach (var (pending, answers) in _answers)
        {
            parts.Ports.Metrics.Answered(answers!);
            pending.Answered.TrySetResult(answers!);
            var city = _cities[pending.City.Value];
            pending.AlertsAnswered.TrySetResult(
                [.. pending.Alerts.Select(alert => city.AnswerOf(NameOf(pending.City, alert)))]);
        }
    }

    private static async Task PrepareAsync(CityBatch city, CancellationToken cancellation)
    {
        city.Release();
        await city.Lane.FollowAsync(city.Context, cancellation);
        city.Due.AddRange(await city.Lane.DueAsync(city.Now, DueMax, cancellation));
        var beside = city.Due.SelectMany(one => SituationJudge.KeysBeside(city.Context, one.Key));
        await city.Lane.LoadAsync(
            city.Fresh, [.. beside, .. city.Alerts.Count > 0 ? [SituationJudge.AlertsKeyOf(city.Id)] : NoKeys],
            cancellation);
    }

    private List<ObservationMark> MarksOf(List<CityBatch> cities)
    {
        parts.Marks.Clear();
        foreach (var city in cities)
        {
            foreach (var fresh in city.Fresh) parts.Marks.Add(fresh.Mark);
            foreach (var id in city.Alerts.Keys)
                parts.Marks.Add(new ObservationMark(id, city.Now + parts.Limits.AlertWindow));
        }

        return parts.Marks;
    }

    private static ObservationId NameOf(CityId city, AlertArrival alert) =>
        ObservationId.Of(city, AlertTranslation.KeyOf(alert));

    // By their number among the marks. Alerts are rare: they are taken for new.
    private static HashSet<int> RecentOf(List<CityBatch> cities)
    {
        var (seen, number) = (new HashSet<int>(), 0);
        foreach (var city in cities)
        {
            foreach (var fresh in city.Fresh)
            {
                if (city.Lane.Recent.Has(fresh.Number)) seen.Add(number);
                number++;
            }

            number += city.Alerts.Count;
        }

        return seen;
    }

    private Judgement Judge(List<CityBatch> cities, ObservationHead head, IReadOnlySet<int> seen)
    {
        var (segments, rows, inbox) = (
            new List<ObservationSegment>(), new List<SituationRow>(), new List<InboxRow>());
        var alerts = new List<AlertRow>();
        var batch = new ObservationBatch(segments, rows, inbox) { Alerts = alerts };
        var number = 0;
        foreach (var city in cities)
        {
            city.Undo();
            foreach (var fresh in city.Fresh) fresh.IsSeen = seen.Contains(number++);
            Judge(city, [.. city.Alerts.Where(_ => !seen.Contains(number++))]);
            alerts.AddRange(city.Judge!.Alerts);
            var taken = city.Fresh.Where(fresh => !fresh.IsSeen).Select(fresh => (fresh.Signal.Time, fresh.Body))
                .ToList();
            if (taken.Count > 0)
            {
                segments.Add(SegmentJson.Join(city.Id, taken, city.Now, city.Lane.SegmentBody) with
                {
                    Position = city.Lane.Position + 1,
                });
            }

            rows.AddRange(city.Write!.Rows);
            inbox.AddRange(city.Write.Inbox);
            batch.Checkpoints[city.Id] = city.Write.Checkpoint;
        }

        return new Judgement(cities, head, seen, batch);
    }

    private void Judge(CityBatch city, List<KeyValuePair<ObservationId, AlertArrival>> alerts)
    {
        var judge = new SituationJudge(city.Id, city.Context, city.Lane.Cache, city.Now)
        {
            Position = city.Lane.Position + 1,
        };
        city.Judge = judge;
        foreach (var fresh in city.InOrder) Observe(city, judge, fresh);
        foreach (var (id, alert) in alerts) city.Outcomes[id] = judge.Take(alert);
        foreach (var due in city.Due) Tick(city, judge, due);
        judge.Settle((situation, cause) => Failed(city, situation, cause));
        city.Write = city.Lane.Seal(judge);
    }

    // What one rule can not judge is stored and judged by the others: a reading is never lost by a broken rule.
    private void Observe(CityBatch city, SituationJudge judge, FreshSignal fresh)
    {
        var failures = fresh.IsSeen ? [] : judge.Observe(fresh);
        foreach (var failure in failures)
        {
            Log.ObservationNotJudged(
                parts.Log, city.Id, fresh.Device.Id, failure.Rule, failure.Place, failure.Cause);
        }

        fresh.Answer(failures.Count == 0
            ? null
            : $"It is stored, but the rule {string.Join(", ", failures.Select(failure => failure.Rule))} could not "
                + "judge it. Correct the rule and publish it again; the cause is in the server's log.");
    }

    // A situation that can not be judged is laid to rest until its next observation: the others must go on.
    private void Tick(CityBatch city, SituationJudge judge, CachedSituation due)
    {
        try
        {
            judge.Tick(due);
        }
        catch (Exception spoiled) when (spoiled is not OperationCanceledException)
        {
            Failed(city, due, spoiled);
            judge.Rest(due);
        }
    }

    private void Failed(CityBatch city, CachedSituation situation, Exception cause) =>
        Log.SituationFailed(parts.Log, city.Id, situation.Key.Rule, situation.Key.Place, cause);

    private async Task<CityBatch> CityAsync(CityId id, CancellationToken cancellation)
    {
        if (_cities.TryGetValue(id.Value, out var known)) return known;
        var context = await parts.Ports.Contexts.GetAsync(id, cancellation);
        return _cities[id.Value] = new CityBatch(parts.LaneOf(id), context, parts.Ports.Time.Now(id));
    }

    /// <param name="Seen">By their number among the marks: what was taken for a duplicate.</param>
    private sealed record Judgement(
        List<CityBatch> Cities, ObservationHead Head, IReadOnlySet<int> Seen, ObservationBatch Batch);
}
