using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Activities;

/// <summary>What people see has a name.</summary>
internal static class NameRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is ProcessDefinition && IsMissing(scope.Container))
        {
            yield return LintScope.Warning("BPMN130", scope.Container, "The procedure has no name. Give it one.",
                "name");
        }

        foreach (var node in scope.Body.Nodes.Where(node => NeedsName(node, scope) && IsMissing(node)))
        {
            yield return LintScope.Warning("BPMN130", node,
                $"{node.Id} has no name. Say in a few words what is done or decided.", "name");
        }
    }

    private static bool IsMissing(BpmnElement element) => string.IsNullOrWhiteSpace(element.Name);

    // Joins say nothing; a gateway that chooses asks a question.
    private static bool NeedsName(FlowNode node, LintScope scope) => node switch
    {
        ExclusiveGateway or InclusiveGateway or ComplexGateway => node.Outgoing.Length > 1,
        Gateway => false,
        StartEvent start => scope.Container is ProcessDefinition || !start.Definitions.IsEmpty,
        _ => true,
    };
}
