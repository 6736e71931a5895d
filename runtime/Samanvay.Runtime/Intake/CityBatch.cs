using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Intake.Remembering;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>The part of a batch that belongs to one city.</summary>
internal sealed class CityBatch(CityLane lane, IntakeContext context, Instant now)
{
    private readonly HashSet<FreshSignal> _ids = new(FreshSignal.ByName);
    private FreshSignal[]? _inOrder;

    public CityLane Lane => lane;

    public CityId Id => lane.City;

    public IntakeContext Context => context;

    public Instant Now => now;

    /// <summary>What can be judged, each event once.</summary>
    public List<FreshSignal> Fresh { get; } = [];

    /// <summary>In order of arrival.</summary>
    public OrderedDictionary<ObservationId, AlertArrival> Alerts { get; } = [];

    /// <summary>Alerts from the future.</summary>
    public HashSet<ObservationId> Early { get; } = [];

    /// <summary>Of alerts that were not there before.</summary>
    public Dictionary<ObservationId, AlertOutcome> Outcomes { get; } = [];

    public List<CachedSituation> Due { get; } = [];

    public SituationJudge? Judge { get; set; }

    public CityWrite? Write { get; set; }

    public bool IsEmpty => Fresh.Count + Alerts.Count + Due.Count == 0 && !lane.HasToWrite;

    /// <summary>Those that can be judged in the order of their time, and of their arrival where that is the
    /// same.</summary>
    public IReadOnlyList<FreshSignal> InOrder => _inOrder ??= Ordered();

    /// <summary>Says what becomes of it; what is fresh is answered when it is stored.</summary>
    public SignalAnswer? Add(
        (FreshSignal? Signal, SignalRefused? Refusal) ready, (SignalAnswer?[] Answers, int Place) place,
        IntakeLimits limits)
    {
        if (ready.Signal is not { } fresh) return ready.Refusal;
        if (SignalCheck.RefusalOfTime(fresh.Signal, now, limits) is { } refusal) return refusal;
        if (!_ids.Add(fresh)) return FreshSignal.Duplicate;
        fresh.Enter(place, now + limits.WindowOf(fresh.Signal));
        Fresh.Add(fresh);
        _inOrder = null;
        return null;
    }

    public void Add(ObservationId id, AlertArrival alert, IntakeLimits limits)
    {
        if (alert.Alert.Sent > now + limits.FutureMax) Early.Add(id);
        else Alerts.TryAdd(id, alert);
    }

    public AlertAnswer AnswerOf(ObservationId alert)
    {
        if (Early.Contains(alert)) return new AlertEarly(now);
        return new AlertTaken(Outcomes.Remove(alert, out var outcome) ? outcome : AlertOutcome.Repeated);
    }

    /// <summary>What is due is looked for anew.</summary>
    public void Release()
    {
        Undo();
        foreach (var due in Due) lane.Cache.Look(due);
        Due.Clear();
    }

    public void Undo()
    {
        Judge?.Undo();
        (Judge, Write) = (null, null);
        Outcomes.Clear();
    }

    private FreshSignal[] Ordered()
    {
        // Millisecond and place in one number each; no hand-in has four million observations.
        const int Places = 22;
        var (times, signals) = (new long[Fresh.Count], Fresh.ToArray());
        for (var place = 0; place < times.Length; place++)
            times[place] = (signals[place].Signal.Time.ToUnixTimeMilliseconds() << Places) | (long)place;
        Array.Sort(times, signals);
        return signals;
    }
}
