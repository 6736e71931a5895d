using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Activities;

/// <summary>An ad-hoc sub-process offers steps in any order: it has steps, and no start and no end.</summary>
internal static class AdHocRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is not AdHocSubProcess adHoc) yield break;
        var misplaced = scope.Body.Nodes.Where(node => node is StartEvent or EndEvent).ToList();
        foreach (var node in misplaced)
        {
            yield return LintScope.Error("BPMN136", node,
                $"{node.Label} cannot stand in {adHoc.Label}, whose steps are done in any order. Remove it.");
        }

        if (misplaced.Count == 0 && !scope.Nodes<ActivityNode>().Any())
            yield return LintScope.Error("BPMN136", adHoc, $"{adHoc.Label} offers no step. Add one.");
    }
}
