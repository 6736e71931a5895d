using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Where an end is drawn, all else leads on to one: BPMN 2.0.2, 10.5.3.</summary>
internal static class ExitRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is AdHocSubProcess) yield break;
        var (starts, ends) = (scope.Nodes<StartEvent>().Any(), scope.Nodes<EndEvent>().Any());
        foreach (var node in scope.Body.Nodes.Where(node => EndsSilently(node, starts)))
        {
            yield return ends
                ? LintScope.Error("BPMN145", node,
                    $"No sequence flow leaves {node.Label}. Let it go on to an end event.")
                : LintScope.Hint("BPMN145", node, $"After {node.Label} nothing follows. Say so with an end event.");
        }
    }

    private static bool EndsSilently(FlowNode node, bool hasStart) => node.Outgoing.IsEmpty && node switch
    {
        StartEvent => true,
        EndEvent or EventSubProcess or ActivityNode { IsForCompensation: true } => false,
        ThrowEvent thrown => !thrown.Definitions.OfType<LinkEventDefinition>().Any(),
        // Rules of their own say so.
        BoundaryEvent => false,
        _ => !node.Incoming.IsEmpty || !hasStart,
    };
}
