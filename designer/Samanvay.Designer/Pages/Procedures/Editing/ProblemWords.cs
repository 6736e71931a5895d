using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Feel;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>Problems in the words of the screen: what has no name yet is called after its kind, not by the id
/// that the editor made for it.</summary>
internal static class ProblemWords
{
    public static Diagnostic Plain(Texts texts, Diagnostic problem, IEnumerable<ElementLine> lines)
    {
        var message = lines.Where(line => line.Name.Length == 0 && line.Id.Contains('_')).Aggregate(
            texts.Say(problem.Said), (said, line) => said.Contains(line.Id, StringComparison.Ordinal)
                ? said.Replace(line.Id, $"“{texts["procedures.kind." + line.Kind]}”", StringComparison.Ordinal)
                    .Replace("'“", "“", StringComparison.Ordinal).Replace("”'", "”", StringComparison.Ordinal)
                : said);
        return problem with { Said = message };
    }
}
