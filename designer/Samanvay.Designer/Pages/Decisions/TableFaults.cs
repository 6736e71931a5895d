using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>What is wrong in a table was not looked at with the rest of it: nothing is then said of the
/// whole.</summary>
internal static class TableFaults
{
    /// <summary>The numbers of the rules in which something is wrong.</summary>
    public static IReadOnlyList<int> Rules(DecisionTable table, IReadOnlyList<Diagnostic> problems)
    {
        var wrong = Wrong(problems);
        return [.. Enumerable.Range(1, table.Rules.Length).Where(rule => wrong.Contains(table.Rules[rule - 1].Id))];
    }

    /// <summary>Whether every rule and every column was looked at.</summary>
    public static bool IsWhole(
        DecisionTable table, IEnumerable<TableReport> reports, IReadOnlyList<Diagnostic> problems)
    {
        var own = table.Inputs.Select(input => input.Id).Concat(table.Outputs.Select(output => output.Id))
            .Concat(table.Rules.Select(rule => rule.Id)).Append(table.Id);
        var known = reports.ToList();
        return known.Count > 0 && known.All(report => report.IsWhole) && !own.Any(Wrong(problems).Contains);
    }

    private static HashSet<string?> Wrong(IEnumerable<Diagnostic> problems) =>
    [
        .. problems.Where(problem => problem.Severity > Severity.Hint && problem.Location.ElementId is not null)
            .Select(problem => problem.Location.ElementId),
    ];
}
