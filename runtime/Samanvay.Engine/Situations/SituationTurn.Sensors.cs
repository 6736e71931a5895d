using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

internal sealed partial class SituationTurn
{
    /// <summary>False when the reading changes nothing.</summary>
    private bool Read(Observation reading)
    {
        if (rule.SourceOf(reading.Input) is not { } source) return false;
        if (source.IsEvents) return Count(source, reading);
        var present = Find(_state.Sensors, reading.Input, reading.Sensor);
        if (Maintenance.EndOf(rule, _state.Key, reading.Sensor, reading.At) is { } until)
            return Hush(present with { ReadAt = reading.At }, until);
        var before = _begun is null ? Find(_state.SensorsBefore, reading.Input, reading.Sensor) : present;
        var candidate = Doubt(source, before, SensorCheck.Judge(source, before, reading));
        if (present.ReadAt == reading.At && !SensorCheck.IsPreferred(source, candidate, present, reading.At))
            return false;
        State = Written(With(_state.Sensors, candidate), Seen(source, candidate, reading));
        TellFault(present, candidate, reading);
        return true;
    }

    // What is remembered when a reading was believed; the rest is not seen.
    private SituationMemory? Seen(SituationInput source, SensorState candidate, Observation reading)
    {
        if (candidate.At != reading.At || !source.Measure.HasWindow) return _state.Memory;
        var window = _state.WindowOf(reading.Input, reading.Sensor) ?? new(reading.Input, reading.Sensor);
        return With(_state.Remembered, window.Take(source.Measure, reading.At, candidate.Value));
    }

    // Inputs of the instant are read before: the order of arrival does not matter.
    private SensorState Doubt(SituationInput source, SensorState before, SensorState candidate)
    {
        if (source.Plausible.DisagreesWhen is not { } contradicts || candidate.At != candidate.ReadAt) return candidate;
        var at = candidate.At!.Value;
        var seen = Evidence.Seen(rule, State, at).With(Evidence.Own, Feel.Values.FeelNumber.Of(candidate.Value));
        return contradicts.Holds(seen, at) == true
            ? before with { ReadAt = at, Fault = SensorFaultKind.Disagrees }
            : candidate;
    }

    // Each event counts, also one that comes when newer ones were judged; it is then judged as of that instant.
    private bool Count(SituationInput source, Observation reading)
    {
        var value = reading.Value ?? 1;
        if (!SensorCheck.IsInRange(source.Plausible, value)) return false;
        if (Maintenance.EndOf(rule, State.Key, reading.Sensor, reading.At) is not null) return false;
        var now = Instant.Max(State.JudgedAt!.Value, reading.At);
        var isTooOld = source.Measure is { HasWindow: true, Readings: 0 } && !source.Measure.Reaches(reading.At, now);
        if (isTooOld || (!source.Measure.HasWindow && reading.At < now)) return false;
        var all = Find(State.Sensors, reading.Input, Evidence.Everyone);
        Replace(all with { ReadAt = now, At = now, Value = value });
        if (!source.Measure.HasWindow) return true;
        var window = State.WindowOf(reading.Input, Evidence.Everyone) ?? new(reading.Input, Evidence.Everyone);
        State = State.Remember(With(State.Remembered, window.Add(source.Measure, reading.At, value, now)));
        return true;
    }

    private void Silence(SensorState sensor, Instant at)
    {
        if (Maintenance.EndOf(rule, State.Key, sensor.Sensor, at) is { } until)
        {
            Hush(sensor, until);
            return;
        }

        Replace(sensor with { Silent = true, HushedUntil = null, Fault = sensor.Fault ?? SensorFaultKind.Silent });
        if (sensor.Fault is null)
            Tell(new SensorFault(rule.Id, State.Key, at, sensor.Sensor, SensorFaultKind.Silent));
        BeginAnew(at);
    }

    private bool Hush(SensorState sensor, Instant until)
    {
        Replace(sensor with { Silent = true, HushedUntil = until });
        BeginAnew(until);
        return false;
    }

    // What was not seen does not count: too few living sensors, and every running delay begins anew.
    private void BeginAnew(Instant at)
    {
        if (!rule.IsEvents && !Evidence.IsQuorate(rule, State, at))
            State = State with { Holds = [.. State.Holds.Select(hold => new LevelHold(hold.Level))] };
    }

    private void TellFault(SensorState present, SensorState next, Observation reading)
    {
        if (next.Fault == present.Fault) return;
        if (next.Fault is { } kind)
        {
            Tell(new SensorFault(rule.Id, State.Key, reading.At, reading.Sensor, kind)
            {
                Value = reading.Value,
            });
        }
        else
        {
            Tell(new SensorRecovered(
                rule.Id, State.Key, reading.At, reading.Sensor, present.Fault!.Value));
        }
    }

    private void Forget(Instant now)
    {
        var memory = State.Remembered;
        var windows = memory.Windows.Select(window => rule.SourceOf(window.Input) is { IsEvents: true } source
            ? window.Evict(source.Measure, now)
            : window);
        State = State.Remember(memory with { Windows = [.. windows] });
    }

    private static SensorState Find(ImmutableArray<SensorState> sensors, string? input, string name)
    {
        foreach (var sensor in sensors)
            if (sensor.Sensor == name && sensor.Input == input) return sensor;
        return new SensorState(name) { Input = input };
    }

    private void Replace(SensorState sensor) => State = State with { Sensors = With(State.Sensors, sensor) };

    private static ImmutableArray<SensorState> With(ImmutableArray<SensorState> sensors, SensorState sensor)
    {
        var index = sensors.BinarySearch(sensor, SensorOrder);
        return index < 0 ? sensors.Insert(~index, sensor) : sensors.SetItem(index, sensor);
    }

    private static SituationMemory With(SituationMemory memory, SensorWindow window)
    {
        var index = memory.Windows.BinarySearch(window, WindowOrder);
        return memory with
        {
            Windows = index < 0 ? memory.Windows.Insert(~index, window) : memory.Windows.SetItem(index, window),
        };
    }

    private static readonly Comparer<SensorState> SensorOrder = Comparer<SensorState>.Create(
        (left, right) => Compare((left.Input, left.Sensor), (right.Input, right.Sensor)));

    private static readonly Comparer<SensorWindow> WindowOrder = Comparer<SensorWindow>.Create(
        (left, right) => Compare((left.Input, left.Sensor), (right.Input, right.Sensor)));

    private static int Compare((string? Input, string Sensor) left, (string? Input, string Sensor) right)
    {
        var byInput = string.CompareOrdinal(left.Input, right.Input);
        return byInput != 0 ? byInput : string.CompareOrdinal(left.Sensor, right.Sensor);
    }
}
