using NodaTime;
using Samanvay.Engine.Situations;

namespace Samanvay.Runtime.Situations;

/// <summary>What a rule would have done with readings that were made: the engine of production over a series, with
/// every delay ended at its own instant. Pure.</summary>
public static class RuleTrial
{
    /// <summary>A year of a gauge that is read every five minutes.</summary>
    public const int ReadingsMax = 110_000;

    // A reading seldom ends more than one delay; so many more would be a rule that never rests.
    private const int TicksPerReading = 8;

    private const int ReadingsPerLook = 256;

    /// <param name="series">Readings beyond <see cref="ReadingsMax"/> are left out, and the result says so.</param>
    public static TrialResult Run(SituationRule rule, TrialSeries series, CancellationToken stop = default)
    {
        var patient = series.IsHourly ? HourReadings.Patient(rule) : rule;
        var run = new TrialRun(patient);
        var ticks = TicksPerReading * (Math.Min(series.Readings.Length, ReadingsMax) + ReadingsPerLook);
        var judged = 0;
        foreach (var reading in series.Readings.Take(ReadingsMax))
        {
            if (judged % ReadingsPerLook == 0) stop.ThrowIfCancellationRequested();
            run.Wait(reading.At, ref ticks, stop);
            run.Rule = reading.At < series.KeptFrom ? patient : rule;
            run.Observe(reading);
            judged++;
        }

        // What falls due at the very end still counts.
        if (judged == series.Readings.Length) run.Wait(series.Until + Duration.Epsilon, ref ticks, stop);
        return run.Result with { Judged = judged, IsWhole = judged == series.Readings.Length && ticks > 0 };
    }
}

/// <summary>One run of a rule over a series; it ends with it.</summary>
internal sealed class TrialRun(SituationRule rule)
{
    private readonly List<TrialFiring> _firings = [];
    private readonly List<TrialFault> _faults = [];
    private readonly List<TrialPoint> _figures = [];
    private SituationState? _state;

    /// <summary>Another from now on, with the same levels and windows.</summary>
    public SituationRule Rule { get; set; } = rule;

    public TrialResult Result => new([.. _firings], [.. _faults], [.. _figures]);

    public void Wait(Instant until, ref int ticks, CancellationToken stop)
    {
        while (ticks > 0 && _state is { } state && SituationEngine.NextDue(Rule, state) is { } due && due < until)
        {
            stop.ThrowIfCancellationRequested();
            ticks--;
            Keep(SituationEngine.Tick(Rule, state, due));
        }
    }

    public void Observe(Observation reading) => Keep(SituationEngine.Observe(Rule, _state, reading));

    private void Keep(SituationMoved moved)
    {
        _state = moved.State;
        foreach (var change in moved.Changes) Tell(change);
        if (_state.JudgedAt is { } at) Draw(at, SituationEngine.Figure(Rule, _state, at));
    }

    private void Draw(Instant at, decimal? figure)
    {
        // Of one instant the last word counts.
        if (_figures is [.., var last] && last.At >= at) _figures.RemoveAt(_figures.Count - 1);
        _figures.Add(new TrialPoint(at, figure));
        if (figure is { } value && _firings is [.., { ClearedAt: null } open] && Rule.IsWorse(value, open.Peak))
            _firings[^1] = open with { Peak = value };
    }

    private void Tell(SituationChange change)
    {
        switch (change)
        {
            case LevelRaised raised when _firings is [.., { ClearedAt: null } open]:
                _firings[^1] = open.With(new(raised.At, raised.Level, raised.Severity) { IsRaise = true }) with
                {
                    Level = raised.Level, Severity = raised.Severity,
                };
                break;
            case LevelRaised raised:
                _firings.Add(new TrialFiring(raised.At, raised.Value, raised.Level, raised.Severity)
                {
                    Peak = raised.Value,
                    Steps = [new(raised.At, raised.Level, raised.Severity) { IsRaise = true }],
                });
                break;
            case LevelLowered lowered when _firings is [.., { ClearedAt: null } open]:
                _firings[^1] = open.With(new(lowered.At, lowered.Level, lowered.Severity));
                break;
            case SituationCleared cleared when _firings is [.., { ClearedAt: null } open]:
                _firings[^1] = open with { ClearedAt = cleared.At };
                break;
            case SensorFault fault:
                _faults.Add(new TrialFault(fault.Sensor, fault.Kind, fault.At) { Value = fault.Value });
                break;
            case SensorRecovered recovered:
                var index = _faults.FindLastIndex(fault =>
                    fault.Sensor == recovered.Sensor && fault.Kind == recovered.Kind && fault.RecoveredAt is null);
                if (index >= 0) _faults[index] = _faults[index] with { RecoveredAt = recovered.At };
                break;
        }
    }
}
