using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Several flows into a step do not wait for each other: the step runs once for each.</summary>
internal static class FakeJoinRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from node in scope.Body.Nodes
        where node is not Gateway && node is not EndEvent && node.Incoming.Length > 1 && AreConcurrent(scope.Body, node)
        select LintScope.Warning("BPMN105", node,
            $"{node.Incoming.Length} flows lead into {node.Label}; it is done once for each. Put a gateway before it "
                + $"that says whether they wait for each other.");

    // A loop back into its own step is no join.
    private static bool AreConcurrent(FlowScope body, FlowNode node) =>
        body.IncomingOf(node).Select(flow => flow.SourceRef).Distinct().Count(source => source != node.Id) > 1;
}
