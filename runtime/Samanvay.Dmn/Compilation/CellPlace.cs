using System.Globalization;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Compilation;

/// <summary>A place of a decision table as people find it: the number of the rule and the heading of the
/// column.</summary>
/// <param name="Rule">Absent for what belongs to the whole column.</param>
internal sealed record CellPlace(Location At, int? Rule, string Heading)
{
    /// <param name="rule">From 0, as the column.</param>
    public static CellPlace Input(DecisionTable table, int rule, int column) =>
        Cell(table, rule, ("inputEntry", column), table.Inputs.ElementAtOrDefault(column)?.Heading);

    public static CellPlace Output(DecisionTable table, int rule, int column) =>
        Cell(table, rule, ("outputEntry", column), table.Outputs.ElementAtOrDefault(column)?.Heading);

    public static CellPlace Column(InputClause input, string field) =>
        new(Location.Element(input.Id, field), null, input.Heading);

    public static CellPlace Column(OutputClause output, string field) =>
        new(Location.Element(output.Id, field), null, output.Heading);

    private Sentence Words => Rule is { } rule
        ? (Sentence)$"Rule {rule}, column “{Shown.Of(Heading)}”"
        : $"Column “{Shown.Of(Heading)}”";

    /// <summary>A problem of its text, told with where it is.</summary>
    public Diagnostic Tell(Diagnostic problem) => problem with
    {
        Said = $"{Words}: {problem.Said}",
        Location = At with { Offset = problem.Location.Offset },
    };

    private static CellPlace Cell(
        DecisionTable table, int rule, (string Kind, int Column) field, string? heading)
    {
        var number = (field.Column + 1).ToString(CultureInfo.InvariantCulture);
        return new(
            Location.Element(table.Rules[rule].Id, $"{field.Kind}.{number}"), rule + 1, heading ?? number);
    }
}
