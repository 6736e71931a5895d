using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Dmn.Model;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Evaluation;

/// <summary>DMN 1.5, clause 8, hit policy: what comes out of a table of which one or more rules match.</summary>
internal sealed class TableOutcome(DecisionTable table, ImmutableArray<CompiledOutput> outputs, Frame frame)
{
    public FeelValue Of(List<CompiledRule> matches) => table.HitPolicy switch
    {
        HitPolicy.Unique => Unique(matches),
        HitPolicy.Any => Any(matches),
        HitPolicy.First => Value(matches[0]),
        HitPolicy.Priority => Value(ByPriority(matches)[0]),
        HitPolicy.OutputOrder => Values(ByPriority(matches)),
        HitPolicy.RuleOrder => Values(matches),
        HitPolicy.Collect => Collect(matches),
        _ => throw new UnreachableException($"No outcome for {table.HitPolicy}."),
    };

    /// <summary>One output is its value; several are a context of their names.</summary>
    public static FeelValue Assemble(ImmutableArray<CompiledOutput> outputs, ImmutableArray<FeelValue> values) =>
        outputs.Length == 1
            ? values[0]
            : FeelContext.Of(outputs.Zip(values, (output, value) => KeyValuePair.Create(output.Name, value)));

    private FeelValue Unique(List<CompiledRule> matches) => matches.Count == 1
        ? Value(matches[0])
        : frame.Evaluation.Nothing(
            ProblemCodes.NotUnique,
            $"Rules {Numbers(matches)} match at once, but only one may. Make their conditions exclude each other.");

    private FeelValue Any(List<CompiledRule> matches)
    {
        var first = Value(matches[0]);
        return matches.Skip(1).All(rule => frame.Evaluation.Equal(Value(rule), first) == true)
            ? first
            : frame.Evaluation.Nothing(
                ProblemCodes.NotEqual,
                $"Rules {Numbers(matches)} match at once with different results. Give them the same result.");
    }

    private FeelValue Collect(List<CompiledRule> matches)
    {
        var values = Values(matches);
        var function = table.Aggregation switch
        {
            Aggregation.Sum => "sum",
            Aggregation.Count => "count",
            Aggregation.Min => "min",
            Aggregation.Max => "max",
            _ => null,
        };
        return function is null
            ? values
            : BuiltinTable.Find(function)!.Call(new(frame.Evaluation, null), default, [values]);
    }

    private FeelList Values(List<CompiledRule> matches)
    {
        frame.Evaluation.Items(matches.Count);
        return FeelList.Of(matches.Select(Value));
    }

    private FeelValue Value(CompiledRule rule) =>
        Assemble(outputs, [.. outputs.Select((output, index) => Output(rule, output, index))]);

    private FeelValue Output(CompiledRule rule, CompiledOutput output, int index) =>
        TypeConversion.To(new(frame.Evaluation, null), rule.Outputs[index](frame), output.Type);

    // The first output decides, then the next.
    private List<CompiledRule> ByPriority(List<CompiledRule> matches)
    {
        IOrderedEnumerable<CompiledRule>? ordered = null;
        for (var column = 0; column < outputs.Length; column++)
        {
            var (output, index) = (outputs[column], column);
            ordered = ordered is null
                ? matches.OrderBy(rule => Rank(rule, output, index))
                : ordered.ThenBy(rule => Rank(rule, output, index));
        }

        return [.. ordered!];
    }

    private int Rank(CompiledRule rule, CompiledOutput output, int index)
    {
        var value = Output(rule, output, index);
        for (var rank = 0; rank < output.Priorities.Length; rank++)
        {
            if (output.Priorities[rank](value, frame) is FeelBoolean { Value: true }) return rank;
        }

        return int.MaxValue;
    }

    private static string Numbers(List<CompiledRule> matches) => string.Join(", ", matches.Select(rule => rule.Number));
}
