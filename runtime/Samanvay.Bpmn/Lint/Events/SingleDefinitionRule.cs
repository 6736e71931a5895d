using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>An event that waits for or throws several things is hard to read.</summary>
internal static class SingleDefinitionRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from node in scope.Nodes<EventNode>()
        where node.Definitions.Length > 1
        select LintScope.Warning("BPMN148", node,
            $"{node.Label} stands for {node.Definitions.Length} events at once. Draw one event for each.");
}
