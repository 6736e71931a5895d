using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>A decision table as people read it, each rule marked with what was found about it.</summary>
public sealed partial class RuleTable(NavigationManager address)
{
    private ILookup<string?, Diagnostic> _problems = Array.Empty<Diagnostic>().ToLookup(ElementOf);

    [Parameter, EditorRequired]
    public DecisionTable Table { get; set; } = null!;

    [Parameter]
    public ImmutableArray<TableFinding> Findings { get; set; } = [];

    /// <summary>What else is wrong, in cells among other places.</summary>
    [Parameter]
    public IReadOnlyList<Diagnostic> Problems { get; set; } = [];

    [Parameter]
    public bool CanEdit { get; set; }

    protected override void OnParametersSet() => _problems = Problems.ToLookup(ElementOf);

    private static string? ElementOf(Diagnostic problem) => problem.Location.ElementId;

    // The page has a base address, so that a bare fragment would lead away from it.
    private string Here => "/" + address.ToBaseRelativePath(address.Uri).Split('#')[0];

    private IEnumerable<int> About(int rule) =>
        Enumerable.Range(0, Findings.Length).Where(finding => Findings[finding].Rules.Contains(rule));

    private string? MarkOf(int number, Rule rule) => About(number).Select(finding => Findings[finding].Problem.Severity)
        .Concat(_problems[rule.Id].Select(problem => problem.Severity))
        .DefaultIfEmpty(Severity.Hint).Max() switch
    {
        Severity.Error => "wrong",
        Severity.Warning => "doubtful",
        _ => null,
    };

    private string? ProblemIn(Rule rule, string kind, int column)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"{kind}.{column + 1}");
        var found = _problems[rule.Id].Where(problem => problem.Severity > Severity.Hint
            && problem.Location.Field == field).MaxBy(problem => problem.Severity);
        return found is null ? null : T.Say(DecisionWords.InCell(found.Said));
    }

    private string NameOfInput(int column) =>
        column < Table.Inputs.Length ? Table.Inputs[column].Heading : "";

    private string NameOfOutput(int column) =>
        column < Table.Outputs.Length ? Table.Outputs[column].Heading : "";
}
