using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Evaluation;

internal sealed record CompiledInput(Compiled Value, CompiledTest? Allowed);

/// <param name="Priorities">One test for each allowed value, the most important first.</param>
internal sealed record CompiledOutput(
    string Name, FeelType Type, ImmutableArray<CompiledTest> Priorities, Compiled? Default);

internal sealed record CompiledRule(
    string Id, int Number, bool IsReadable, ImmutableArray<CompiledTest> Tests, ImmutableArray<Compiled> Outputs);

/// <summary>Finds the rules that match and lets the hit policy decide between them.</summary>
internal sealed class CompiledTable(
    DecisionTable table, ImmutableArray<CompiledInput> inputs, ImmutableArray<CompiledOutput> outputs,
    ImmutableArray<CompiledRule> rules)
{
    public FeelValue Evaluate(Frame frame)
    {
        var values = new FeelValue[inputs.Length];
        for (var index = 0; index < inputs.Length; index++)
        {
            values[index] = inputs[index].Value(frame);
            if (IsAllowed(inputs[index], values[index], frame)) continue;
            var name = table.Inputs[index].Label ?? table.Inputs[index].Text;
            var given = FeelText.Literal(values[index]);
            return frame.Evaluation.Nothing(ProblemCodes.NotAllowed, $"The table does not allow {name} = {given}.");
        }

        var matches = Matches(values, frame);
        return matches.Count == 0 ? NoMatch(frame) : new TableOutcome(table, outputs, frame).Of(matches);
    }

    private static bool IsAllowed(CompiledInput input, FeelValue value, Frame frame) =>
        input.Allowed is null || value.IsNull || input.Allowed(value, frame) is FeelBoolean { Value: true };

    private List<CompiledRule> Matches(FeelValue[] values, Frame frame)
    {
        var matches = new List<CompiledRule>();
        foreach (var rule in rules)
        {
            frame.Evaluation.Step();
            if (!IsMatch(rule, values, frame)) continue;
            matches.Add(rule);
            frame.Evaluation.RuleMatched?.Invoke(table.Id, rule.Id, rule.Number);
            if (table.HitPolicy == HitPolicy.First) break;
        }

        return matches;
    }

    private static bool IsMatch(CompiledRule rule, FeelValue[] values, Frame frame)
    {
        if (!rule.IsReadable) return false;
        for (var index = 0; index < values.Length; index++)
        {
            if (rule.Tests[index](values[index], frame) is not FeelBoolean { Value: true }) return false;
        }

        return true;
    }

    private FeelValue NoMatch(Frame frame)
    {
        if (outputs.Any(output => output.Default is not null))
        {
            return TableOutcome.Assemble(
                outputs, [.. outputs.Select(output => output.Default?.Invoke(frame) ?? FeelValue.Null)]);
        }

        if (table.Aggregation == Aggregation.Count) return FeelNumber.Of(0L);
        var collects = table.HitPolicy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder;
        return collects && table.Aggregation == Aggregation.None
            ? FeelList.Empty
            : frame.Evaluation.Nothing(
                ProblemCodes.NoMatch, WhyNone());
    }

    private string WhyNone() => rules.Length == 0 || rules.All(rule => rule.IsReadable)
        ? "No rule of the table matches. Add a rule for this case or a default."
        : rules.Any(rule => rule.IsReadable)
            ? "No rule of the table matches, but some of its rules can not be read. Correct their cells first."
            : "No rule of the table can be read. Correct the cells that are marked.";
}
