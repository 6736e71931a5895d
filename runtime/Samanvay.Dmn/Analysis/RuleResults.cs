using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>What the rules of a table give, as far as it can be known without a case.</summary>
internal sealed class RuleResults
{
    private readonly Grid _grid;
    private readonly ImmutableArray<ImmutableArray<FeelValue?>> _values;
    private readonly ImmutableArray<ImmutableArray<int?>> _ranks;

    public RuleResults(Grid grid)
    {
        _grid = grid;
        var constants = new Constants(grid.Read.Names);
        var outputs = grid.Read.Node.Outputs;
        _values = [.. grid.Rules.Select(rule => rule.Outputs.Select((node, index) =>
            constants.Value(node) is { } value ? Converted(value, outputs[index].Type) : null).ToImmutableArray())];
        var priorities = outputs.Select(output => output.Values.Select(constants.Test).ToImmutableArray())
            .ToImmutableArray();
        _ranks = [.. _values.Select(values => values.Zip(priorities, Rank).ToImmutableArray())];
    }

    /// <summary>Null where one of them is calculated, so that nobody can say.</summary>
    public bool? AreSame(int rule, int other)
    {
        bool? same = true;
        for (var output = 0; output < _grid.Read.Node.Outputs.Length; output++)
        {
            same &= AreSame(rule, other, output);
            if (same == false) return false;
        }

        return same;
    }

    /// <summary>DMN 1.5, clause 8, hit policy Priority: the first output decides, then the next, then the order of the
    /// rules. Null where a result is calculated.</summary>
    public bool? GoesBefore(int rule, int other)
    {
        for (var output = 0; output < _ranks[rule].Length; output++)
        {
            if (_ranks[rule][output] is not { } own || _ranks[other][output] is not { } others) return null;
            if (own != others) return own < others;
        }

        return rule < other;
    }

    private bool? AreSame(int rule, int other, int output)
    {
        if (_values[rule][output] is { } own && _values[other][output] is { } others)
            return FeelComparison.Equal(own, others) == true;
        var (node, otherNode) = (_grid.Rules[rule].Outputs[output], _grid.Rules[other].Outputs[output]);
        if (node is ExtensionNode || otherNode is ExtensionNode) return null;
        return Printer.Print(node) == Printer.Print(otherNode) ? true : null;
    }

    private static int? Rank(FeelValue? value, ImmutableArray<Func<FeelValue, bool>> priorities)
    {
        if (value is null) return null;
        for (var rank = 0; rank < priorities.Length; rank++)
        {
            if (priorities[rank](value)) return rank;
        }

        return int.MaxValue;
    }

    private static FeelValue Converted(FeelValue value, FeelType type) =>
        TypeConversion.To(new(Constants.NewFrame().Evaluation, null), value, type);
}
