using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Several flows out of a step all go on at once; a gateway says so better.</summary>
internal static class ImplicitSplitRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from node in scope.Body.Nodes
        where node is not Gateway
        let free = scope.Body.OutgoingOf(node).Count(flow => flow.Condition is null && !flow.IsDefault)
        where free > 1
        select LintScope.Warning("BPMN106", node,
            $"{free} flows leave {node.Label} at once. Put a parallel gateway after it, or give the flows conditions.");
}
