using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>Turns readings into levels. Pure: every reading carries its instant, and delays end at instants
/// that are asked for.</summary>
public static class SituationEngine
{
    /// <summary>Judges one reading. Delays that ended before it come first; those of its very instant wait for
    /// <see cref="Tick"/>.</summary>
    public static SituationMoved Observe(SituationRule rule, SituationState? state, Observation reading)
    {
        var turn = new SituationTurn(rule, Fitted(rule, state ?? SituationState.Calm(rule, reading.Key)));
        if (rule.IsSettled) return Await(rule, turn, reading);
        if (turn.State.JudgedAt > reading.At) return turn.Done();
        turn.Elapse(reading.At, isNowOver: false);
        if (turn.State.JudgedAt != reading.At) turn.Begin(reading.At);
        turn.Judge(reading);
        return turn.Done();
    }

    /// <summary>Ends all delays up to <paramref name="now"/>, each change at its own instant. Readings of the
    /// same instant come first.</summary>
    public static SituationMoved Tick(SituationRule rule, SituationState state, Instant now)
    {
        var turn = new SituationTurn(rule, Fitted(rule, state));
        turn.Elapse(now, isNowOver: true);
        return turn.Done();
    }

    /// <summary>When <see cref="Tick"/> has something to do, if no reading comes before.</summary>
    public static Instant? NextDue(SituationRule rule, SituationState state)
    {
        var fitted = Fitted(rule, state);
        var delay = SituationDelays.Next(rule, fitted)?.Due;
        if (fitted.Remembered.Waiting is not [var waiting, ..]) return delay + rule.Settle;
        return (delay < waiting.At ? delay.Value : waiting.At) + rule.Settle;
    }

    /// <summary>The number that the levels are judged on, as of an instant that is not before the newest judged
    /// one; nothing where nobody can say.</summary>
    public static decimal? Figure(SituationRule rule, SituationState state, Instant at) =>
        Evidence.Number(rule, Fitted(rule, state), at);

    // Only what is judged late, or comes from people, may still count; the rest of an instant is judged together.
    private static SituationMoved Await(SituationRule rule, SituationTurn turn, Observation reading)
    {
        if (rule.SourceOf(reading.Input) is not { } source) return turn.Done();
        if (turn.State.JudgedAt > reading.At && !source.IsEvents) return turn.Done();
        turn.Elapse(reading.At, isNowOver: false);
        turn.Await(source, reading);
        return turn.Done();
    }

    // A new version of the rule may have other levels: what is known of a level goes by its name.
    private static SituationState Fitted(SituationRule rule, SituationState state)
    {
        if (state.Memory is { } memory && memory.Fitted(rule) is var fitting && !ReferenceEquals(fitting, memory))
            state = state.Remember(fitting);
        if (!IsRead(rule, state.Sensors))
            state = state with { Sensors = Read(state.Sensors), SensorsBefore = Read(state.SensorsBefore) };
        if (HasLevels(rule, state.Holds)) return state;
        var names = rule.Levels.Select(level => level.Name).ToList();
        var worst = state.Raised > 0 ? names.IndexOf(state.Holds[state.Raised - 1].Level) : -1;
        return state with
        {
            Raised = worst >= 0 ? worst + 1 : Math.Min(state.Raised, names.Count),
            Holds = Named(state.Holds), HoldsBefore = Named(state.HoldsBefore),
        };

        ImmutableArray<SensorState> Read(ImmutableArray<SensorState> sensors) =>
            [.. sensors.Where(sensor => rule.SourceOf(sensor.Input) is not null)];

        ImmutableArray<LevelHold> Named(ImmutableArray<LevelHold> holds) =>
            [.. names.Select(name => holds.FirstOrDefault(hold => hold.Level == name) ?? new LevelHold(name))];
    }

    // Asked twice for every reading, so nothing is made for it.
    private static bool IsRead(SituationRule rule, ImmutableArray<SensorState> sensors)
    {
        foreach (var sensor in sensors)
            if (sensor.Input is not null && rule.SourceOf(sensor.Input) is null) return false;
        return true;
    }

    private static bool HasLevels(SituationRule rule, ImmutableArray<LevelHold> holds)
    {
        if (holds.Length != rule.Levels.Length) return false;
        for (var index = 0; index < holds.Length; index++)
            if (holds[index].Level != rule.Levels[index].Name) return false;
        return true;
    }
}
