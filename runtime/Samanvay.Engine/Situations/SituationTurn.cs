using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;

namespace Samanvay.Engine.Situations;

/// <summary>The one mutable object of a judgement: born in it, dead when it returns.</summary>
internal sealed partial class SituationTurn(SituationRule rule, SituationState state)
{
    private ImmutableArray<SituationChange> _changes = [];
    private SituationState _state = state;
    private Instant? _begun;

    public SituationState State
    {
        get
        {
            if (_begun is null) return _state;
            return _state = Written(_state.Sensors, _state.Memory);
        }
        private set => _state = value;
    }

    public SituationMoved Done() => new(State, _changes);

    /// <summary>Remembers what was before an instant, so that a second reading of it can be judged as if it
    /// were the first.</summary>
    public void Begin(Instant at)
    {
        _state = State;
        _begun = at;
    }

    /// <summary>Goes through what is over in the order of its instants; readings of an instant come before the
    /// delays that end at it.</summary>
    /// <param name="now">When it is over at the latest, with the time for which the rule waits.</param>
    /// <param name="isNowOver">Also what ends at this very instant.</param>
    public void Elapse(Instant now, bool isNowOver)
    {
        while (true)
        {
            var delay = SituationDelays.Next(rule, State);
            Instant? waiting = State.Remembered.Waiting is [var first, ..] ? first.At : null;
            if (waiting is { } at && (delay is not { } later || at <= later.Due))
            {
                if (!IsOver(at)) return;
                Settle(at);
            }
            else if (delay is { } next && IsOver(next.Due))
            {
                Pass(next);
            }
            else
            {
                return;
            }
        }

        bool IsOver(Instant due) => isNowOver ? due + rule.Settle <= now : due + rule.Settle < now;
    }

    /// <summary>Keeps a reading until its instant is settled. When too many wait, the oldest wait no
    /// longer.</summary>
    public void Await(SituationInput source, Observation reading)
    {
        var memory = State.Remembered;
        State = State.Remember(memory with { Waiting = memory.Waiting.With(source, reading) });
        while (State.Remembered.Waiting is { Length: > WaitingReadings.CountMax } waiting) Settle(waiting[0].At);
    }

    public void Judge(Observation reading)
    {
        if (Read(reading)) Weigh(reading.At);
    }

    // An instant begins together with the first thing that changes in it: most readings make one state and no more.
    private SituationState Written(ImmutableArray<SensorState> sensors, SituationMemory? memory)
    {
        if (_begun is not { } at) return _state with { Sensors = sensors, Memory = memory };
        _begun = null;
        return _state with
        {
            JudgedAt = at, HoldsBefore = _state.Holds, SensorsBefore = _state.Sensors,
            Sensors = sensors, Memory = memory,
        };
    }

    private void Tell(SituationChange change) => _changes = _changes.Add(change);

    private void Settle(Instant at)
    {
        var memory = State.Remembered;
        var readings = memory.Waiting.Of(at).ToList();
        State = State.Remember(memory with { Waiting = memory.Waiting.RemoveRange(0, readings.Count) });
        if (State.JudgedAt is not { } judged || judged < at) Begin(at);
        var isRead = false;
        foreach (var reading in readings) isRead |= Read(reading);
        if (isRead) Weigh(State.JudgedAt!.Value);
    }

    private void Pass(Delay delay)
    {
        if (delay.Kind == DelayKind.Silence) Silence(delay.Sensor!, delay.Due);
        else if (delay.Kind == DelayKind.Lapse) Lapse(delay.Due);
        else Move(delay);
    }

    private void Lapse(Instant at)
    {
        State = State with { HoldsBefore = State.Holds };
        Forget(at);
        Hold(at, isRead: false);
    }

    // What was not believed raises nothing: a believed reading of the same instant may still come.
    private void Weigh(Instant at)
    {
        var (isSeen, isRead) = (false, false);
        foreach (var sensor in State.Sensors)
        {
            if (sensor.At != at) continue;
            isSeen = true;
            isRead |= sensor.Input is null;
        }

        if (!isSeen) return;
        Hold(at, isRead);
        RaiseHeld(at);
    }

    private void Hold(Instant at, bool isRead)
    {
        var mayBegin = Follow(at);
        if (Evidence.Number(rule, State, at) is not { } value) return;
        var holds = State.HoldsBefore;
        for (var index = 0; index < holds.Length; index++)
        {
            var sight = new LevelSight(rule.Levels[index], value)
            {
                When = Evidence.Holds(rule, State, rule.Levels[index].When, at),
                MayBegin = mayBegin || index < State.Raised, IsRead = isRead,
            };
            var next = sight.Next(rule, holds[index], at);
            if (!ReferenceEquals(next, holds[index])) holds = holds.SetItem(index, next);
        }

        if (holds != State.Holds) State = State with { Holds = holds };
    }

    // Whether the sequence before a level is complete.
    private bool Follow(Instant at)
    {
        if (rule.After.IsEmpty) return true;
        var memory = State.Remembered;
        var steps = Sequence.Next(rule, memory.Steps, step => Evidence.Holds(rule, State, step, at) == true, at);
        State = State.Remember(memory with { Steps = steps });
        return Sequence.IsComplete(rule, steps, at);
    }

    private void RaiseHeld(Instant at)
    {
        while (SituationDelays.IsRaising(rule, State)
            && SituationDelays.Next(rule, State) is { Kind: DelayKind.Raise } delay && delay.Due <= at)
        {
            Move(delay with { Due = at });
        }
    }

    private void Move(Delay delay)
    {
        var at = State.MovedAt > delay.Due ? State.MovedAt.Value : delay.Due;
        if (delay.Kind == DelayKind.Raise) Raise(at);
        else if (delay.Kind == DelayKind.Lower) Lower(at);
        else Release(at);
        State = State with { MovedAt = at };
    }

    private void Raise(Instant at)
    {
        var isNew = State.Raised == 0 && (State.ClearedAt is null || State.ClosableAt is not null);
        var level = rule.Levels[State.Raised];
        State = State with
        {
            Raised = State.Raised + 1, ClearedAt = null, ClosableAt = null,
            Episode = isNew ? State.Episode + 1 : State.Episode, RaisedAt = isNew ? at : State.RaisedAt,
        };
        var (severity, reason) = SeverityOf(level, at);
        Tell(new LevelRaised(rule.Id, State.Key, at, level.Name, Evidence.Number(rule, State, at) ?? level.At)
        {
            Severity = severity, SeverityBy = reason, Episode = State.Episode,
        });
        if (rule.Flapping is { } flapping) Watch(flapping, at);
    }

    private void Watch(Flapping flapping, Instant at)
    {
        var memory = State.Remembered.Raised(flapping, at);
        if (memory.FlappingSince == at && State.Memory?.FlappingSince is null)
            Tell(new SituationFlapping(rule.Id, State.Key, at, flapping.Raises));
        State = State.Remember(memory);
    }

    private void Lower(Instant at)
    {
        var from = State.Holds[State.Raised - 1];
        State = State with { Raised = State.Raised - 1, ClearedAt = State.Raised == 1 ? at : null };
        if (State.Raised == 0)
        {
            State = State.Remember(State.Remembered with { FlappingSince = null });
            Tell(new SituationCleared(rule.Id, State.Key, at, from.Level, from.BelowSince!.Value));
            return;
        }

        var level = rule.Levels[State.Raised - 1];
        var (severity, reason) = SeverityOf(level, at);
        Tell(new LevelLowered(rule.Id, State.Key, at, level.Name, from.Level)
        {
            Severity = severity, SeverityBy = reason, LeftAt = from.BelowSince!.Value,
        });
    }

    private (int Severity, SeverityReason? Reason) SeverityOf(SituationLevel level, Instant at) =>
        rule.SeverityBy is { } table ? table.Of(level, Evidence.Seen(rule, State, at), at) : (level.Severity, null);

    private void Release(Instant at)
    {
        Tell(new SituationClosable(rule.Id, State.Key, at, State.Holds[0].BelowSince!.Value));
        State = State with { ClosableAt = at };
    }
}
