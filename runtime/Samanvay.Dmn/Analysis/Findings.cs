using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Syntax;

namespace Samanvay.Dmn.Analysis;

/// <summary>Says what was found to the official who keeps the table.</summary>
internal sealed class Findings(Grid grid)
{
    private readonly DecisionTable _table = grid.Read.Node.Table;

    public TableFinding Gap(Region region)
    {
        var cells = RegionText.Cells(grid, region);
        var example = RegionText.Example(grid, region);
        var where = RegionText.Words(grid, region);
        var place = Location.Element(_table.Id);
        var problem = where is null
            ? new Diagnostic(ProblemCodes.Gap, GapSeverity,
                "No rule matches, whatever comes. Add a rule, or a result for when none matches.", place)
            : new Diagnostic(ProblemCodes.Gap, GapSeverity,
                $"No rule matches this: {where}. For example {Text(example)}. Add a rule for it, or a result for when "
                    + $"none matches.", place);
        return new(FindingKind.Gap, Doubted(problem), []) { Example = example, MissingRule = cells };
    }

    public TableFinding Pair(FindingKind kind, int rule, int other)
    {
        var example = RegionText.Example(grid, grid.Shared(rule, other));
        var problem = PairProblem(kind, Number(rule), Number(other), Text(example)) with { Location = At(other) };
        return new(
            kind, kind == FindingKind.Duplicate ? problem : Doubted(problem), [Number(rule), Number(other)])
        {
            Example = example,
        };
    }

    public TableFinding Unreachable(int rule, ImmutableArray<int> covering)
    {
        var example = RegionText.Example(grid, grid.Of(rule));
        var before = string.Join(", ", covering.Select(Number));
        var problem = Diagnostic.Warning(
            ProblemCodes.Unreachable,
            $"Rule {Number(rule)} never decides: whatever it matches, rule {before} goes before it. For example "
                + $"{Text(example)}. Change its place or its priority, or remove it.",
            At(rule));
        return new(FindingKind.Unreachable, problem, [Number(rule), .. covering.Select(Number)]) { Example = example };
    }

    public TableFinding NeverMatches(int rule)
    {
        var dimension = grid.Dimensions.First(dimension => dimension.Possible[rule].IsEmpty);
        var column = dimension.Columns.FirstOrDefault(
            column => !grid.Rules[rule].Tests[column]!.Items.IsEmpty, dimension.Columns[0]);
        var cell = _table.Rules[Number(rule) - 1].Inputs[column].Trim();
        var example = RegionText.Example(grid, grid.Around(rule));
        var said = ComparesWithRange(grid.Rules[rule].Tests[column]!)
            ? Said($"Rule {Number(rule)} can never match: '{cell}' compares {dimension.Name} with a range, where one "
                + $"value is wanted. Correct the cell.")
            : Said($"Rule {Number(rule)} can never match: no value of {dimension.Name} that may come passes '{cell}'. "
                + $"For example, {Text(example)} does not. Correct the cell, or remove the rule.");
        var place = Location.Element(grid.Rules[rule].Id, Field(column));
        return new(FindingKind.NeverMatches, Diagnostic.Warning(ProblemCodes.NeverMatches, said, place), [Number(rule)])
        {
            Example = example,
        };
    }

    /// <summary>A rule that matches and leaves a result out.</summary>
    public TableFinding NoResult(int rule, int output) => new(
        FindingKind.NoResult,
        Diagnostic.Warning(
            ProblemCodes.NoResult,
            $"Rule {Number(rule)} gives no {_table.Outputs[output].Heading}. Fill the cell, or remove the rule.",
            Location.Element(
                grid.Rules[rule].Id, string.Create(CultureInfo.InvariantCulture, $"outputEntry.{output + 1}"))),
        [Number(rule)])
    {
        Example = RegionText.Example(grid, grid.Of(rule)),
    };

    // "> > 3": more than what is itself more than 3.
    private static bool ComparesWithRange(UnaryTestsNode tests) =>
        tests.Items.OfType<ComparisonTestNode>().Any(test => test.Endpoint is ComparisonTestNode or RangeNode
            && test.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual));

    // Keeps the template of a sentence that is chosen between others.
    private static Sentence Said(Sentence sentence) => sentence;

    public TableFinding Opaque(OpaqueCell cell) => NotProven(
        IsUnknownWord(cell)
            ? Said($"Rule {cell.Rule.Number}: '{cell.Text}' for {_table.Inputs[cell.Column].Heading} is not in quotes. "
                + $"If it is a text, write it in double quotes. What depends on it is not looked at.")
            : Said($"Rule {cell.Rule.Number}: '{cell.Text}' for {_table.Inputs[cell.Column].Heading} is no comparison "
                + $"with fixed values. What depends on it is not looked at."),
        Location.Element(cell.Rule.Id, Field(cell.Column)), [cell.Rule.Number]);

    private bool IsUnknownWord(OpaqueCell cell) => cell.Rule.Tests[cell.Column] is { Items: [NameNode word] }
        && !grid.Read.Names.Variables.Contains(word.Name);

    public static TableFinding TooMany(string tableId) => NotProven(
        "The table has too many cases to look at all of them. Divide it to have it looked at as a whole.",
        Location.Element(tableId), []);

    public TableFinding Cut(int shown) => NotProven(
        $"There is more than these {shown} findings. Correct them and look again.", Location.Element(_table.Id), []);

    public TableFinding UnknownDomain() => NotProven(
        "The values that are allowed are no fixed list or range, so some values may be missing here.",
        Location.Element(_table.Id), []);

    private static TableFinding NotProven(Sentence said, Location place, ImmutableArray<int> rules) =>
        new(FindingKind.NotProven, new(ProblemCodes.NotProven, Severity.Hint, said, place), rules);

    private Diagnostic PairProblem(FindingKind kind, int rule, int other, Sentence example) => kind switch
    {
        FindingKind.Duplicate => new(ProblemCodes.Duplicate, DuplicateSeverity,
            $"Rule {other} says the same as rule {rule}. For example {example}. Remove one of them.", default),
        FindingKind.Contradiction => new(ProblemCodes.Contradiction, Severity.Error,
            $"Rules {rule} and {other} match at once with different results, so that nothing comes out. For example "
                + $"{example}. Make their conditions exclude each other, or give them one result.", default),
        FindingKind.Overlap => new(ProblemCodes.Overlap, Severity.Error,
            $"Rules {rule} and {other} match at once, but only one may. For example {example}. Make their conditions "
                + $"exclude each other.", default),
        _ => new(ProblemCodes.NotProven, Severity.Hint,
            $"Rules {rule} and {other} match at once, and whether their results are the same is calculated only then. "
                + $"For example {example}.", default),
    };

    // What is calculated from one input does not take every pair of values.
    private Diagnostic Doubted(Diagnostic problem) => grid.AreIndependent || problem.Severity == Severity.Hint
        ? problem
        : new(problem.Code, problem.Severity - 1,
            $"{problem.Said} Several columns are calculated from the same input: if this case can not come, nothing is "
                + $"wrong.", problem.Location);

    // A table that collects may well collect nothing.
    private Severity GapSeverity =>
        _table.Aggregation is Aggregation.None or Aggregation.Count
        && _table.HitPolicy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder
            ? Severity.Hint
            : Severity.Warning;

    private Severity DuplicateSeverity => _table.HitPolicy == HitPolicy.Unique ? Severity.Error : Severity.Warning;

    private int Number(int rule) => grid.Rules[rule].Number;

    private Location At(int rule) => Location.Element(grid.Rules[rule].Id);

    private static string Field(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"inputEntry.{column + 1}");

    private static Sentence Text(ImmutableArray<ExampleInput> example) =>
        example.IsEmpty ? "any input" : string.Join(", ", example);
}
