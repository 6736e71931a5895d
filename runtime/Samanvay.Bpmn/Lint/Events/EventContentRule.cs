using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>An event says which message, when, which code: what it waits for or throws can be told apart.</summary>
internal static class EventContentRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from node in scope.Nodes<EventNode>()
        from definition in node.Definitions
        let missing = Missing(node, definition)
        where missing is not null
        select LintScope.Error("BPMN121", node, $"{node.Label} {(Sentence)missing}");

    private static string? Missing(EventNode node, EventDefinition definition) =>
        definition switch
    {
        MessageEventDefinition { MessageRef: null, OperationRef: null } => "does not say which message. Choose one.",
        SignalEventDefinition { SignalRef: null } => "does not say which signal. Choose one.",
        TimerEventDefinition { Expression.Body.Length: 0 } => "does not say when. Give a date, a duration or a cycle.",
        LinkEventDefinition { Name: null or "" } => "has no name. A link goes on at the link of the same name.",
        ErrorEventDefinition { ErrorRef: null } when node is ThrowEvent =>
            "throws an error without saying which. Choose one.",
        EscalationEventDefinition { EscalationRef: null } when node is ThrowEvent =>
            "escalates without saying which escalation. Choose one.",
        _ => null,
    };
}
