using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Analysis;

/// <summary>Says what was found to the official who keeps the table.</summary>
internal sealed class Findings(Grid grid)
{
    private readonly DecisionTable _table = grid.Read.Node.Table;

    // What is calculated from one input does not take every pair of values.
    private readonly Sentence _doubt = grid.AreIndependent
        ? ""
        : " Several columns are calculated from the same input: if this case can not come, nothing is wrong.";

    public TableFinding Gap(Region region)
    {
        var cells = RegionText.Cells(grid, region);
        var example = RegionText.Example(grid, region);
        var where = string.Join("; ", _table.Inputs.Zip(cells).Where(column => column.Second != "-")
            .Select(column => $"{Name(column.First)}: {column.Second}"));
        Sentence said = where.Length == 0
            ? $"No rule matches, whatever comes. Add a rule, or a result for when none matches.{_doubt}"
            : $"No rule matches this: {where}. For example {Text(example)}. Add a rule for it, or a result for when "
                + $"none matches.{_doubt}";
        var problem = new Diagnostic(ProblemCodes.Gap, Doubted(GapSeverity), said, Location.Element(_table.Id));
        return new(FindingKind.Gap, problem, []) { Example = example, MissingRule = cells };
    }

    public TableFinding Pair(FindingKind kind, int rule, int other)
    {
        var example = RegionText.Example(grid, grid.Shared(rule, other));
        var (code, severity, said) = Pair(kind, Number(rule), Number(other), Text(example));
        var problem = new Diagnostic(code, Doubted(severity), said, At(other));
        return new(kind, problem, [Number(rule), Number(other)]) { Example = example };
    }

    public TableFinding Unreachable(int rule, ImmutableArray<int> covering)
    {
        var example = RegionText.Example(grid, grid.Of(rule));
        var before = string.Join(", ", covering.Select(Number));
        Sentence said = $"Rule {Number(rule)} never decides: whatever it matches, rule {before} goes before it. For "
            + $"example {Text(example)}. Change its place or its priority, or remove it.";
        return new(
            FindingKind.Unreachable, Diagnostic.Warning(ProblemCodes.Unreachable, said, At(rule)),
            [Number(rule), .. covering.Select(Number)]) { Example = example };
    }

    public TableFinding NeverMatches(int rule)
    {
        var dimension = grid.Dimensions.First(dimension => dimension.Possible[rule].IsEmpty);
        var column = dimension.Columns[0];
        var cell = _table.Rules[Number(rule) - 1].Inputs[column].Trim();
        Sentence said = $"Rule {Number(rule)} can never match: no value of {dimension.Name} that may come passes "
            + $"'{cell}'. Correct the cell, or remove the rule.";
        return new(
            FindingKind.NeverMatches,
            Diagnostic.Warning(ProblemCodes.NeverMatches, said, Location.Element(grid.Rules[rule].Id, Field(column))),
            [Number(rule)]);
    }

    public TableFinding Opaque(OpaqueCell cell)
    {
        var name = Name(_table.Inputs[cell.Column]);
        Sentence said = $"Rule {cell.Rule.Number}: '{cell.Text}' for {name} is no comparison with fixed values. What "
            + $"depends on it is not looked at.";
        return NotProven(said, Location.Element(cell.Rule.Id, Field(cell.Column)), [cell.Rule.Number]);
    }

    public TableFinding TooMany() => NotProven(
        "The table has too many cases to look at all of them. Divide it to have it looked at as a whole.",
        Location.Element(_table.Id), []);

    public TableFinding Cut(int shown) => NotProven(
        $"There is more than these {shown} findings. Correct them and look again.", Location.Element(_table.Id), []);

    public TableFinding UnknownDomain() => NotProven(
        "The values that are allowed are no fixed list or range, so some values may be missing here.",
        Location.Element(_table.Id), []);

    private static TableFinding NotProven(Sentence said, Location place, ImmutableArray<int> rules) =>
        new(FindingKind.NotProven, new(ProblemCodes.NotProven, Severity.Hint, said, place), rules);

    private (string Code, Severity Severity, Sentence Said) Pair(
        FindingKind kind, int rule, int other, string example) => kind switch
    {
        FindingKind.Duplicate => (ProblemCodes.Duplicate, DuplicateSeverity,
            $"Rule {other} says the same as rule {rule}. Remove one of them."),
        FindingKind.Contradiction => (ProblemCodes.Contradiction, Severity.Error,
            $"Rules {rule} and {other} match at once with different results, so that nothing comes out. For "
                + $"example {example}. Make their conditions exclude each other, or give them one result.{_doubt}"),
        FindingKind.Overlap => (ProblemCodes.Overlap, Severity.Error,
            $"Rules {rule} and {other} match at once, but only one may. For example {example}. Make their "
                + $"conditions exclude each other.{_doubt}"),
        _ => (ProblemCodes.NotProven, Severity.Hint,
            $"Rules {rule} and {other} match at once, and whether their results are the same is calculated only "
                + $"then. For example {example}."),
    };

    // A table that collects may well collect nothing, and a default answers the rest.
    private Severity GapSeverity =>
        _table.Aggregation is Aggregation.None or Aggregation.Count
        && _table.HitPolicy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder
            ? Severity.Hint
            : Severity.Warning;

    private Severity DuplicateSeverity => _table.HitPolicy == HitPolicy.Unique ? Severity.Error : Severity.Warning;

    private Severity Doubted(Severity severity) =>
        grid.AreIndependent || severity == Severity.Hint ? severity : severity - 1;

    private int Number(int rule) => grid.Rules[rule].Number;

    private Location At(int rule) => Location.Element(grid.Rules[rule].Id);

    private static string Field(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"inputEntry.{column + 1}");

    private static string Name(InputClause input) =>
        string.IsNullOrWhiteSpace(input.Label) ? input.Text.Trim() : input.Label;

    private static string Text(ImmutableArray<ExampleInput> example) =>
        example.IsEmpty ? "any input" : string.Join(", ", example);
}
