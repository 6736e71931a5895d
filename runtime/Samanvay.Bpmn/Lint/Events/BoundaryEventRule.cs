using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>An event on a border leads somewhere, and interrupts where the standard leaves no choice: BPMN 2.0.2,
/// 10.5.4 and table 10.92.</summary>
internal static class BoundaryEventRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var boundary in scope.Nodes<BoundaryEvent>())
        {
            var isCompensation = boundary.Definitions.OfType<CompensateEventDefinition>().Any();
            if (!isCompensation && boundary.Outgoing.IsEmpty)
            {
                yield return LintScope.Error("BPMN123", boundary,
                    $"{boundary.Label} leads to nothing. Say what is done then.");
            }

            if (isCompensation && !HasHandler(scope.Body, boundary))
            {
                yield return LintScope.Error("BPMN123", boundary,
                    $"{boundary.Label} has no handler. Join it by an association to the step that undoes.");
            }

            if (!boundary.CancelActivity && boundary.Definitions.Any(d =>
                d is ErrorEventDefinition or CancelEventDefinition or CompensateEventDefinition))
            {
                yield return LintScope.Error("BPMN123", boundary,
                    $"{boundary.Label} must interrupt: after an error or a cancellation the step cannot go on.",
                    "cancelActivity");
            }
        }

        foreach (var start in scope.Nodes<StartEvent>()
            .Where(start => scope.IsEventSubProcess && !start.IsInterrupting))
        {
            if (start.Definitions.Any(definition => definition is ErrorEventDefinition or CompensateEventDefinition))
            {
                yield return LintScope.Error("BPMN123", start,
                    $"{start.Label} must interrupt: after an error the procedure around it cannot go on.",
                    "isInterrupting");
            }
        }
    }

    private static bool HasHandler(FlowScope body, BoundaryEvent boundary) => body.Associations.Any(association =>
        association.SourceRef == boundary.Id
            && body.Find(association.TargetRef) is ActivityNode { IsForCompensation: true });
}
