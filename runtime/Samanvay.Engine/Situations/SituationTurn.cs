using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>The one mutable object of a judgement: born in it, dead when it returns.</summary>
internal sealed class SituationTurn(SituationRule rule, SituationState state)
{
    private readonly ImmutableArray<SituationChange>.Builder _changes = ImmutableArray.CreateBuilder<SituationChange>();

    public SituationState State { get; private set; } = state;

    public SituationMoved Done() => new(State, _changes.ToImmutable());

    /// <summary>Remembers what was before an instant, so that a second reading of it can be judged as if it
    /// were the first.</summary>
    public void Begin(Instant at) => State = State with
    {
        JudgedAt = at, HoldsBefore = State.Holds, SensorsBefore = State.Sensors,
    };

    public void Elapse(Func<Instant, bool> isOver)
    {
        while (SituationDelays.Next(rule, State) is { } delay && isOver(delay.Due))
        {
            if (delay.Kind == DelayKind.Silence) Silence(delay.Sensor!, delay.Due);
            else Move(delay);
        }
    }

    public void Judge(Observation reading)
    {
        var before = Find(State.SensorsBefore, reading.Sensor);
        var present = Find(State.Sensors, reading.Sensor);
        var candidate = SensorCheck.Judge(rule, before, reading);
        if (present.ReadAt == reading.At && !SensorCheck.IsPreferred(rule, candidate, present, reading.At)) return;
        Replace(candidate);
        TellFault(present, candidate, reading);
        if (Effective() is not { } value || State.Sensors.All(sensor => sensor.At != reading.At)) return;
        var holds = State.HoldsBefore.Select((hold, index) => Hold(index, hold, value, reading.At));
        State = State with { Holds = [.. holds] };
        RaiseHeld(reading.At);
    }

    private static SensorState Find(ImmutableArray<SensorState> sensors, string name) =>
        sensors.FirstOrDefault(sensor => sensor.Sensor == name) ?? new SensorState(name);

    private LevelHold Hold(int index, LevelHold hold, decimal value, Instant at)
    {
        var level = rule.Levels[index];
        if (rule.Reaches(level, value))
        {
            return hold with
            {
                AboveSince = hold.AboveSince ?? at, AboveReadings = hold.AboveReadings + 1, BelowSince = null,
            };
        }

        return hold with
        {
            AboveSince = null, AboveReadings = 0, BelowSince = rule.Leaves(level, value) ? hold.BelowSince ?? at : null,
        };
    }

    // The value that so many sensors reach as the rule's quorum asks for.
    private decimal? Effective()
    {
        var values = State.Sensors.Where(sensor => IsLive(sensor)).Select(sensor => sensor.Value).Order().ToList();
        if (values.Count < rule.Quorum.AtLeast) return null;
        return rule.Direction == Direction.Rising ? values[^rule.Quorum.AtLeast] : values[rule.Quorum.AtLeast - 1];
    }

    private void RaiseHeld(Instant at)
    {
        while (SituationDelays.Next(rule, State) is { Kind: DelayKind.Raise } delay && delay.Due <= at)
            Move(delay with { Due = at });
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
        _changes.Add(new LevelRaised(rule.Id, State.Key, at, level.Name, Effective() ?? level.At)
        {
            Severity = level.Severity, Episode = State.Episode,
        });
    }

    private void Lower(Instant at)
    {
        var from = State.Holds[State.Raised - 1];
        State = State with { Raised = State.Raised - 1, ClearedAt = State.Raised == 1 ? at : null };
        if (State.Raised == 0)
        {
            _changes.Add(new SituationCleared(rule.Id, State.Key, at, from.Level, from.BelowSince!.Value));
            return;
        }

        var level = rule.Levels[State.Raised - 1];
        _changes.Add(new LevelLowered(rule.Id, State.Key, at, level.Name, from.Level)
        {
            Severity = level.Severity, LeftAt = from.BelowSince!.Value,
        });
    }

    private void Release(Instant at)
    {
        _changes.Add(new SituationClosable(rule.Id, State.Key, at, State.Holds[0].BelowSince!.Value));
        State = State with { ClosableAt = at };
    }

    // What was not seen does not count: too few living sensors, and every running delay begins anew.
    private void Silence(string name, Instant at)
    {
        var sensor = Find(State.Sensors, name);
        Replace(sensor with { Silent = true, Fault = sensor.Fault ?? SensorFaultKind.Silent });
        if (sensor.Fault is null)
            _changes.Add(new SensorFault(rule.Id, State.Key, at, name, SensorFaultKind.Silent));
        if (State.Sensors.Count(IsLive) < rule.Quorum.AtLeast)
            State = State with { Holds = [.. State.Holds.Select(hold => new LevelHold(hold.Level))] };
    }

    private void TellFault(SensorState present, SensorState next, Observation reading)
    {
        if (next.Fault == present.Fault) return;
        if (next.Fault is { } kind)
        {
            _changes.Add(new SensorFault(rule.Id, State.Key, reading.At, reading.Sensor, kind)
            {
                Value = reading.Value,
            });
        }
        else
        {
            _changes.Add(new SensorRecovered(
                rule.Id, State.Key, reading.At, reading.Sensor, present.Fault!.Value));
        }
    }

    private void Replace(SensorState sensor) => State = State with
    {
        Sensors = [.. State.Sensors.Where(other => other.Sensor != sensor.Sensor).Append(sensor)
            .OrderBy(other => other.Sensor, StringComparer.Ordinal)],
    };

    private static bool IsLive(SensorState sensor) => sensor is { At: not null, Silent: false };
}
