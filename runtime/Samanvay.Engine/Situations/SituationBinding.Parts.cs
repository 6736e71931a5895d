using NodaTime;
using Samanvay.Dmn;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations;

internal sealed partial class SituationBinding
{
    private SituationInput Input(DraftInput input)
    {
        var field = $"inputs.{input.Name}.";
        return new()
        {
            Name = input.Name, Signal = input.Signal, Unit = input.Unit, Near = input.Near, Take = input.Take,
            Measure = Measure(field, input.Measure), StaleAfter = input.IsEvents ? null : Stale(field),
            Plausible = Plausible($"{field}plausible", input.StuckReadings),
        };
    }

    private Duration? Stale(string within)
    {
        var period = Time($"{within}period");
        return Time($"{within}staleAfter") ?? (period is { } time ? time * StalePeriods : null);
    }

    private Measure Measure(string within, DraftMeasure measure)
    {
        if (measure.Of == MeasureKind.Last) return Windows.Measure.Last;
        var bound = measure.Readings > 0
            ? Windows.Measure.Among(measure.Of, measure.Readings)
            : Windows.Measure.In(
                measure.Of, Time($"{within}measure.over") ?? Duration.Zero, Time($"{within}period") ?? Duration.Zero);
        return bound with { AtLeast = Math.Max(bound.AtLeast, measure.AtLeast ?? 1) };
    }

    private Plausibility Plausible(string within, int stuckReadings) =>
        new(Number($"{within}.min"), Number($"{within}.max"), Number($"{within}.ratePerHour"))
        {
            StuckReadings = stuckReadings, StuckFor = Time($"{within}.stuck.for") ?? Duration.Zero,
            DisagreesWhen = Condition($"{within}.disagreesWhen"),
        };

    private IEnumerable<SequenceStep> Steps()
    {
        for (var index = 0; index < draft.Steps; index++)
        {
            if (Condition($"after[{index}].when") is { } when)
                yield return new(when, Time($"after[{index}].within") ?? Duration.Zero);
        }
    }

    private Flapping? Flapping() => draft.FlappingRaises == 0
        ? null
        : new(
            draft.FlappingRaises, Time("flapping.within") ?? Duration.Zero,
            Time("flapping.holdFor") ?? Duration.Zero);

    private StormLimit? Storm() => draft.StormOpenings == 0
        ? null
        : new(draft.StormOpenings, Time("storm.within") ?? Duration.Zero, Time("storm.calmFor") ?? Duration.Zero);

    private SeverityTable? SeverityBy(IReadOnlyList<DecisionModel> decisions)
    {
        if (draft.SeverityBy is not { } name) return null;
        if (decisions.FirstOrDefault(one => one.Has(name)) is not { } model)
        {
            Report("severityBy", $"The procedure has no decision {name}. Add it, or name one that it has.");
            return null;
        }

        foreach (var input in model.InputsOf(name)
            .Except(parameters.Names.Concat(draft.Seen).Append(SeverityTable.Level), StringComparer.Ordinal))
        {
            Report("severityBy", $"The decision {name} asks for {input}, which is neither the level, the value, an "
                + "input of the rule nor a parameter of the playbook.");
        }

        return new(model, name, parameters);
    }

    private RuleExpression? Condition(string field)
    {
        if (!draft.Conditions.TryGetValue(field, out var expression)) return null;
        foreach (var name in expression.FreeNames.Except(parameters.Names.Concat(draft.Seen), StringComparer.Ordinal))
        {
            Report(field, $"{name} is neither an input of the rule nor a parameter of the playbook. "
                + "Add it there, or use one that is.");
        }

        // What is seen are numbers; a condition of another kind would never hold, and nobody would know.
        var seen = draft.Seen.Aggregate(FeelTyping.None, (typing, name) => typing.With(name, FeelType.Number));
        var wanted = field == Evidence.Own ? FeelType.Number : FeelType.Boolean;
        foreach (var problem in FeelChecker.Expression(expression.Text, wanted, seen with { IsOpen = true }).Problems)
            Report(field, problem.Said);
        return new(expression, parameters);
    }

    private void CheckTimes(SituationRule rule)
    {
        if (!rule.IsEvents && rule.StaleAfter <= Duration.Zero)
            ReportNothing("");
        foreach (var input in rule.Inputs.Where(input => input.StaleAfter <= Duration.Zero))
            ReportNothing($"inputs.{input.Name}.");
        foreach (var source in rule.Inputs.Prepend(rule.Own))
        {
            if (source.Measure is { HasWindow: true, Readings: 0 } measure && measure.Over <= Duration.Zero)
            {
                Report(source.Name is null ? "measure.over" : $"inputs.{source.Name}.measure.over",
                    "A window must be longer than nothing.");
            }
        }
    }

    private void ReportNothing(string within)
    {
        if (Time($"{within}staleAfter") is not null)
            Report($"{within}staleAfter", "A time of nothing would make every sensor silent. Write a longer one.");
        else Report($"{within}period", "The time between readings must be longer than nothing.");
    }

    private void CheckInputs(SituationRule rule)
    {
        foreach (var source in rule.Inputs.Prepend(rule.Own))
        {
            if (source.Plausible.RatePerHour <= 0)
            {
                Report(source.Name is null ? "plausible.ratePerHour" : $"inputs.{source.Name}.plausible.ratePerHour",
                    "No change would be believed. Write a number above 0.");
            }

            if (source.Plausible.Min > source.Plausible.Max)
            {
                Report(source.Name is null ? "plausible" : $"inputs.{source.Name}.plausible",
                    "The lowest believable reading is above the highest.");
            }
        }

        // The key of a gauge is the gauge itself: no other device has it.
        foreach (var input in rule.Inputs.Where(_ => rule.Key == SituationKey.Gauge))
        {
            if (input.Near.Kind == NearKind.Key)
                Report($"inputs.{input.Name}.near", "Say how near: ward, asset, city or {\"metres\": 500}.");
        }

        if (rule.IsEvents && rule.Quorum.AtLeast > 1)
            Report("quorum.atLeast", "Reports are counted together. Ask for so many by the level's value instead.");
        if (rule.Quorum.Confirmed is not { } confirmed) return;
        if (rule.SourceOf(confirmed.Input) is null)
            Report("quorum.confirmed.input", $"{confirmed.Input} is no input of the rule. Choose one that is.");
        if (confirmed.Sensors >= rule.Quorum.AtLeast)
            Report("quorum.confirmed.sensors", "Reports must make do with fewer sensors than the quorum asks for.");
    }
}
