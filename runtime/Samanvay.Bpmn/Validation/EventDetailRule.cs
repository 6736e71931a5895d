using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>What a procedure that runs throws has its code: BPMN 2.0.2, tables 8.41 and 8.42.</summary>
internal static class EventDetailRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from node in scope.Process.IsExecutable ? scope.Nodes<EventNode>() : []
        from definition in node.Definitions
        let missing = Missing(node, definition, scope.Definitions)
        where missing is not null
        select LintScope.Error("BPMN121", node, missing);

    // What is caught may be without a code: then it catches all.
    private static Sentence? Missing(EventNode node, EventDefinition definition, BpmnDefinitions file) =>
        definition switch
        {
            ErrorEventDefinition { ErrorRef: { } id } when node is ThrowEvent
                && file.Errors.Any(error => error.Id == id && string.IsNullOrWhiteSpace(error.Code)) =>
                $"{node.Label} throws an error that has no code. Give the error a code.",
            EscalationEventDefinition { EscalationRef: { } id } when node is ThrowEvent
                && file.Escalations.Any(each => each.Id == id && string.IsNullOrWhiteSpace(each.Code)) =>
                $"{node.Label} throws an escalation that has no code. Give the escalation a code.",
            _ => (Sentence?)null,
        };
}
