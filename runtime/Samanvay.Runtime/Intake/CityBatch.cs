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
    private readonly HashSet<ObservationId> _ids = [];

    public CityLane Lane => lane;

    public CityId Id => lane.City;

    public IntakeContext Context => context;

    public Instant Now => now;

    /// <summary>What can be judged, each event once.</summary>
    public List<FreshSignal> Fresh { get; } = [];

    /// <summary>In order of arrival.</summary>
    public OrderedDictionary<ObservationId, AlertArrival> Alerts { get; } = [];

    /// <summary>Of alerts that were not there before.</summary>
    public Dictionary<ObservationId, AlertOutcome> Outcomes { get; } = [];

    public List<CachedSituation> Due { get; } = [];

    public SituationJudge? Judge { get; set; }

    public CityWrite? Write { get; set; }

    public bool IsEmpty => Fresh.Count + Alerts.Count + Due.Count == 0 && !lane.HasToWrite;

    /// <summary>So many observations will come.</summary>
    public void Expect(int count)
    {
        _ids.EnsureCapacity(_ids.Count + count);
        Fresh.EnsureCapacity(Fresh.Count + count);
    }

    /// <summary>Says what becomes of it; what is fresh is answered when it is stored.</summary>
    public SignalAnswer? Add(SignalEvent signal, (SignalAnswer?[] Answers, int Place) place, IntakeLaneParts parts)
    {
        var device = context.DeviceOf(signal.Device);
        if (SignalCheck.Refusal(signal, device, now, parts.Limits) is { } refusal) return refusal;
        var id = parts.Names.Of(Id, signal);
        if (!_ids.Add(id)) return FreshSignal.Duplicate;
        var mark = new ObservationMark(id, now + parts.Limits.WindowOf(signal));
        Fresh.Add(new FreshSignal(signal.InMilliseconds(), device!, mark, place));
        return null;
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
}

/// <summary>An observation that can be judged, and where its answer goes.</summary>
internal sealed class FreshSignal(
    SignalEvent signal, IntakeDevice device, ObservationMark mark, (SignalAnswer?[] Answers, int Place) place)
{
    private static readonly SignalTaken Taken = new();

    public static SignalDuplicate Duplicate { get; } = new();

    public SignalEvent Signal => signal;

    public IntakeDevice Device => device;

    public ObservationMark Mark => mark;

    /// <summary>It was taken in with an earlier batch.</summary>
    public bool IsSeen { get; set; }

    public void Answer(string? trouble) => place.Answers[place.Place] =
        IsSeen ? Duplicate : trouble is null ? Taken : new SignalTaken { Trouble = trouble };
}
