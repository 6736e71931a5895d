using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>What lapse of time alone does, in the order in which it does it at one instant.</summary>
internal enum DelayKind { Lapse, Raise, Lower, Closable, Silence }

internal readonly record struct Delay(Instant Due, DelayKind Kind, SensorState? Sensor = null);

/// <summary>The delays that run in a state.</summary>
internal static class SituationDelays
{
    public static Delay? Next(SituationRule rule, SituationState state)
    {
        Delay? next = null;
        if (RaiseDue(rule, state) is { } raise) Take(ref next, raise, DelayKind.Raise);
        if (state.Raised > 0 && state.Holds[state.Raised - 1].BelowSince is { } left)
            Take(ref next, left + LowerAfter(rule, state), DelayKind.Lower);
        if (ClosableDue(rule, state) is { } closable) Take(ref next, closable, DelayKind.Closable);
        foreach (var sensor in state.Sensors)
        {
            if (SilenceDue(rule, sensor) is { } due) Take(ref next, due, DelayKind.Silence, sensor);
        }

        if (LapseDue(rule, state) is { } lapse) Take(ref next, lapse, DelayKind.Lapse);
        return next;
    }

    /// <summary>Whether a level only waits for its time.</summary>
    public static bool IsRaising(SituationRule rule, SituationState state) => RaiseDue(rule, state) is not null;

    // Of two that are alike the first stays.
    private static void Take(ref Delay? next, Instant due, DelayKind kind, SensorState? sensor = null)
    {
        if (next is { } first && (first.Due < due || (first.Due == due && first.Kind <= kind))) return;
        next = new Delay(due, kind, sensor);
    }

    private static Duration LowerAfter(SituationRule rule, SituationState state) =>
        rule.Flapping is { } flapping && state.Memory?.FlappingSince is not null
            ? Duration.Max(rule.LowerAfter, flapping.HoldFor)
            : rule.LowerAfter;

    private static Instant? SilenceDue(SituationRule rule, SensorState sensor)
    {
        var since = sensor.HushedUntil ?? (sensor.Silent ? null : sensor.At);
        if (since is null) return null;
        return sensor.Input is null && !rule.IsEvents
            ? since + rule.StaleAfter
            : since + rule.SourceOf(sensor.Input)?.StaleAfter;
    }

    // Series are judged when they are read. Of events the absence counts: their figure falls with time alone.
    private static Instant? LapseDue(SituationRule rule, SituationState state)
    {
        Instant? due = null;
        foreach (var window in state.Remembered.Windows)
        {
            if (rule.SourceOf(window.Input) is not { IsEvents: true, Measure: { Readings: 0 } measure }) continue;
            if (window.Panes is not [var oldest, ..]) continue;
            var lapse = oldest.LastAt + measure.Over;
            if (due is null || lapse < due) due = lapse;
        }

        return due;
    }

    private static Instant? RaiseDue(SituationRule rule, SituationState state)
    {
        if (state.Raised == rule.Levels.Length) return null;
        var hold = state.Holds[state.Raised];
        if (hold.AboveSince is not { } since || hold.AboveReadings < rule.ForReadings) return null;
        var held = since + rule.For;
        return state.ClearedAt is { } cleared ? Instant.Max(held, cleared + rule.CoolDown) : held;
    }

    private static Instant? ClosableDue(SituationRule rule, SituationState state)
    {
        if (state is not { Raised: 0, ClearedAt: { } cleared, ClosableAt: null }) return null;
        if (state.Holds[0].BelowSince is not { } left) return null;
        return Instant.Max(cleared, left + (rule.ClosableAfter ?? Duration.Zero));
    }
}
