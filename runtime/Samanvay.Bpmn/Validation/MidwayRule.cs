using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>An intermediate event stands between others: BPMN 2.0.2, 10.5.4.</summary>
internal static class MidwayRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from node in scope.Nodes<EventNode>()
        where node is IntermediateCatchEvent or IntermediateThrowEvent
        let link = node.Definitions.Any(definition => definition is LinkEventDefinition)
        where (node.Incoming.IsEmpty && !(link && node is IntermediateCatchEvent))
            || (node.Outgoing.IsEmpty && !(link && node is IntermediateThrowEvent))
        where scope.Container is not AdHocSubProcess
        select LintScope.Error("BPMN163", node,
            $"{node.Label} does not stand between two steps. Draw a flow into it and one out of it.");
}
