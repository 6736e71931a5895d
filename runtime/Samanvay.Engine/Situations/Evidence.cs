using System.Diagnostics;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations;

/// <summary>What the sensors of a key say together.</summary>
internal static class Evidence
{
    /// <summary>The name of a rule's own signal in its expressions.</summary>
    public const string Own = "value";

    /// <summary>Events are counted for all who send them.</summary>
    public const string Everyone = "*";

    public static bool IsLive(SensorState sensor) => sensor is { At: not null, Silent: false };

    /// <summary>The number that the levels are judged on.</summary>
    public static decimal? Number(SituationRule rule, SituationState state, Instant at) =>
        rule.Value is { } value ? value.Number(Seen(rule, state, at), at) : OfSignal(rule, state, at);

    public static bool? Holds(SituationRule rule, SituationState state, RuleExpression? condition, Instant at) =>
        condition is null ? true : condition.Holds(Seen(rule, state, at), at);

    /// <summary>Whether so many living sensors are left as the quorum asks for.</summary>
    public static bool IsQuorate(SituationRule rule, SituationState state, Instant at) =>
        state.Sensors.Count(sensor => sensor.Input is null && IsLive(sensor)) >= Needed(rule, state, at);

    /// <summary>What expressions can name. What was not seen is null.</summary>
    public static FeelContext Seen(SituationRule rule, SituationState state, Instant at) => FeelContext.Of(
        rule.Inputs.Select(input => KeyValuePair.Create(input.Name!, Feel(OfInput(state, input, at))))
            .Append(KeyValuePair.Create(Own, Feel(OfSignal(rule, state, at)))));

    // The value that so many sensors reach as the rule's quorum asks for.
    private static decimal? OfSignal(SituationRule rule, SituationState state, Instant at)
    {
        var needed = Needed(rule, state, at);
        if (needed == 1) return Foremost(rule, state, at) ?? (rule.IsEvents ? Nothing(rule.Own) : null);
        var figures = Figures(state, rule.Own, rule.Quorum.Within, at);
        if (figures.Count < needed) return rule.IsEvents ? Nothing(rule.Own) : null;
        figures.Sort();
        return rule.Direction == Direction.Rising ? figures[^needed] : figures[needed - 1];
    }

    // Most rules ask for one sensor: then there is nothing to put in order.
    private static decimal? Foremost(SituationRule rule, SituationState state, Instant at)
    {
        decimal? foremost = null;
        foreach (var sensor in state.Sensors)
        {
            if (!Counts(sensor, rule.Own, rule.Quorum.Within, at)) continue;
            if (Figure(state, rule.Own, sensor, at) is not { } figure) continue;
            if (foremost is not { } best || rule.IsWorse(figure, best)) foremost = figure;
        }

        return foremost;
    }

    // Fewer sensors are enough when people say the same.
    private static int Needed(SituationRule rule, SituationState state, Instant at)
    {
        if (rule.Quorum.Confirmed is not { } confirmed) return rule.Quorum.AtLeast;
        var reports = rule.SourceOf(confirmed.Input) is { } input ? OfInput(state, input, at) : null;
        return reports >= confirmed.Reports ? confirmed.Sensors : rule.Quorum.AtLeast;
    }

    private static decimal? OfInput(SituationState state, SituationInput input, Instant at)
    {
        var figures = Figures(state, input, null, at);
        if (figures.Count == 0) return input.IsEvents ? Nothing(input) : null;
        return input.Take switch
        {
            Combination.Max => figures.Max(),
            Combination.Min => figures.Min(),
            Combination.Avg => figures.Sum() / figures.Count,
            Combination.Sum => figures.Sum(),
            _ => throw new UnreachableException($"No combination for {input.Take}."),
        };
    }

    // That nobody reports is seen as well.
    private static decimal? Nothing(SituationInput input) =>
        input.Measure.Of is Windows.MeasureKind.Count or Windows.MeasureKind.Sum ? 0 : null;

    private static List<decimal> Figures(SituationState state, SituationInput input, Duration? within, Instant at)
    {
        var figures = new List<decimal>();
        foreach (var sensor in state.Sensors)
        {
            if (!Counts(sensor, input, within, at)) continue;
            if (Figure(state, input, sensor, at) is { } figure) figures.Add(figure);
        }

        return figures;
    }

    private static bool Counts(SensorState sensor, SituationInput input, Duration? within, Instant at) =>
        sensor.Input == input.Name && IsLive(sensor) && !(at - sensor.At > within);

    private static decimal? Figure(SituationState state, SituationInput input, SensorState sensor, Instant at) =>
        input.Measure.HasWindow
            ? state.WindowOf(input.Name, sensor.Sensor)?.Figure(input.Measure, at)
            : sensor.Value;

    private static FeelValue Feel(decimal? number) => number is { } value ? FeelNumber.Of(value) : FeelValue.Null;
}
