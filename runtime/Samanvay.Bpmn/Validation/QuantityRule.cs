using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>A step needs and gives at least one token: BPMN 2.0.2, table 10.3.</summary>
internal static class QuantityRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from activity in scope.Nodes<ActivityNode>()
        where activity.StartQuantity < 1 || activity.CompletionQuantity < 1
        select LintScope.Error("BPMN134", activity,
            $"{activity.Label}: start and completion quantity must be 1 or more.");
}
