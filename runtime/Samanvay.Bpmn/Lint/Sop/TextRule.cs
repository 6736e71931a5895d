using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>A procedure that speaks a language speaks it at every step of people.</summary>
internal static class TextRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        var languages = scope.Process.Body.AllNodes().Prepend<BpmnElement>(scope.Process)
            .SelectMany(element => element.Sop.Texts).Where(text => text.For == SopTextUse.Name)
            .Select(text => text.Lang)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var node in scope.Body.Nodes)
        {
            foreach (var twice in node.Sop.Texts.GroupBy(text => (text.Lang, text.For)).Where(same => same.Count() > 1))
            {
                yield return LintScope.Error("SOP008", node,
                    $"{node.Label} has two texts for {twice.Key.Lang}. Keep one.", "text");
            }

            if (node is not (UserTask or ManualTask)) continue;
            foreach (var language in languages.Where(language => node.Sop.TextFor(language) is null))
            {
                yield return LintScope.Warning("SOP009", node,
                    $"{node.Label} has no name in {language}, which other steps have.", "text");
            }
        }
    }
}
