using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>A path is seen to end: where nothing follows a step, an end event says so.</summary>
/// <remarks>By BPMN 2.0.2, 10.3, an activity without an outgoing flow ends its path, also beside end events; only a
/// start event must lead on (10.5.2). Intermediate events and those at an edge have rules of their own.</remarks>
internal static class ExitRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is AdHocSubProcess) yield break;
        var (starts, ends) = (scope.Nodes<StartEvent>().Any(), scope.Nodes<EndEvent>().Any());
        foreach (var node in scope.Body.Nodes.Where(node => EndsSilently(node, starts)))
        {
            if (node is StartEvent)
            {
                yield return LintScope.Error("BPMN145", node,
                    $"No sequence flow leaves {node.Label}. Let it go on to an end event.");
                continue;
            }

            Sentence silent = $"After {node.Label} nothing follows. Say so with an end event.";
            yield return ends
                ? LintScope.Warning("BPMN145", node, silent) : LintScope.Hint("BPMN145", node, silent);
        }
    }

    private static bool EndsSilently(FlowNode node, bool hasStart) => node.Outgoing.IsEmpty && node switch
    {
        StartEvent => true,
        EndEvent or BoundaryEvent or EventSubProcess or ActivityNode { IsForCompensation: true } => false,
        ThrowEvent thrown => !thrown.Definitions.OfType<LinkEventDefinition>().Any(),
        _ => !node.Incoming.IsEmpty || !hasStart,
    };
}
