using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>Which event may stand where: BPMN 2.0.2, table 10.93.</summary>
internal static class EventPositionRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var node in scope.Nodes<EventNode>())
        {
            if (node.Definitions.IsEmpty && MustBeTyped(node, scope))
                yield return LintScope.Error("BPMN120", node, $"{node.Label} must say what it waits for.");
            foreach (var definition in node.Definitions.Where(definition => !MayStand(node, definition, scope)))
                yield return LintScope.Error("BPMN120", node, $"{node.Label}: {Word(definition)} cannot stand here.");
        }
    }

    private static bool MustBeTyped(EventNode node, LintScope scope) =>
        node is IntermediateCatchEvent or BoundaryEvent || (node is StartEvent && scope.IsEventSubProcess);

    private static bool MayStand(EventNode node, EventDefinition definition, LintScope scope) => node switch
    {
        StartEvent when scope.IsEventSubProcess => IsOutside(definition)
            || definition is ErrorEventDefinition or EscalationEventDefinition or CompensateEventDefinition,
        StartEvent => scope.Container is ProcessDefinition && IsOutside(definition),
        IntermediateCatchEvent => IsOutside(definition) || definition is LinkEventDefinition,
        BoundaryEvent boundary => IsOutside(definition)
            || definition is ErrorEventDefinition or EscalationEventDefinition or CompensateEventDefinition
            || (definition is CancelEventDefinition && scope.Body.Find(boundary.AttachedToRef) is Transaction),
        IntermediateThrowEvent => definition is MessageEventDefinition or SignalEventDefinition
            or EscalationEventDefinition
            or CompensateEventDefinition or LinkEventDefinition,
        EndEvent => definition is MessageEventDefinition or SignalEventDefinition or ErrorEventDefinition
            or EscalationEventDefinition or CompensateEventDefinition or TerminateEventDefinition
            || (definition is CancelEventDefinition && IsInTransaction(scope)),
        _ => false,
    };

    private static bool IsOutside(EventDefinition definition) => definition
        is MessageEventDefinition or TimerEventDefinition or SignalEventDefinition or ConditionalEventDefinition;

    private static bool IsInTransaction(LintScope scope) => scope.Container is Transaction
        || scope.Process.Body.AllNodes().OfType<Transaction>()
        .Any(outer => outer.Body.AllNodes().Contains(scope.Container));

    private static Sentence Word(EventDefinition definition) => definition switch
    {
        MessageEventDefinition => "a message",
        TimerEventDefinition => "a timer",
        SignalEventDefinition => "a signal",
        ErrorEventDefinition => "an error",
        EscalationEventDefinition => "an escalation",
        ConditionalEventDefinition => "a condition",
        LinkEventDefinition => "a link",
        CompensateEventDefinition => "a compensation",
        CancelEventDefinition => "a cancellation, which needs a transaction,",
        _ => "a termination",
    };
}
