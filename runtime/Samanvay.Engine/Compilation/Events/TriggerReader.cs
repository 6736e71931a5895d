using Samanvay.Feel;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation.Events;

/// <summary>Reads what an event waits for, and refuses what can not happen at its position.</summary>
internal static class TriggerReader
{
    /// <summary>Null where it is refused; why is among the findings.</summary>
    public static Trigger? Of(Scene scene, CatchEvent node)
    {
        if (node.Definitions.IsEmpty)
        {
            Refuse(scene, node, "waits for nothing");
            return null;
        }

        if (node.Definitions is [var only]) return Of(scene, node, only);
        var parts = node.Definitions.Select(definition => Of(scene, node, definition)).ToList();
        if (parts.Contains(null)) return null;
        // BPMN 2.0.2, tables 10.84 to 10.93: parallel multiple needs all; what is thrown at it once can not be kept.
        if (node.ParallelMultiple && parts.Exists(part => part is ErrorTrigger or EscalationTrigger or CancelTrigger))
            Refuse(scene, node, "waits for all of several events, one of which can not wait for the others");
        if (parts.Exists(part => part is LinkTrigger or CompensationTrigger))
            Refuse(scene, node, "joins a link or a compensation with other events");
        return new SeveralTriggers([.. parts.OfType<Trigger>()], node.ParallelMultiple);
    }

    public static MessageTrigger Message(Scene scene, FlowNode node, string? reference)
    {
        var key = node.Sop.Correlation is { } written
            ? ExpressionReader.Value(scene, node.Id, "correlation", written)
            : null;
        if (!node.Sop.Triggers.IsEmpty)
            return new([.. node.Sop.Triggers.Select(trigger => trigger.MessageName).Distinct()]) { Key = key };
        return EventNames.Message(scene, node, reference) is { } name ? new([name]) { Key = key } : new([]);
    }

    public static void Refuse(Scene scene, FlowNode node, Sentence what) =>
        scene.Findings.Error(
            EngineCodes.EventNotExecuted, node.Id, $"'{node.Label}' {what}; this is not executed here.");

    private static Trigger? Of(Scene scene, CatchEvent node, EventDefinition definition)
    {
        switch (definition)
        {
            case MessageEventDefinition message:
                return Message(scene, node, message.MessageRef);
            case SignalEventDefinition signal:
                return EventNames.Signal(scene, node, signal.SignalRef) is { } name ? new SignalTrigger(name) : null;
            case TimerEventDefinition timer:
                return ExpressionReader.Timer(scene, node.Id, timer);
            case ConditionalEventDefinition condition:
                return ExpressionReader.Expression(scene, node.Id, "condition", condition.Condition) is { } expression
                    ? new ConditionTrigger(expression)
                    : null;
            case LinkEventDefinition link when node is IntermediateCatchEvent:
                return new LinkTrigger(link.Name ?? node.Name ?? "");
            case ErrorEventDefinition error when node is not IntermediateCatchEvent:
                if (!IsInterrupting(node)) Refuse(scene, node, "catches an error without interrupting");
                return new ErrorTrigger(EventNames.ErrorCode(scene, node, error.ErrorRef));
            case EscalationEventDefinition escalation when node is not IntermediateCatchEvent:
                return new EscalationTrigger(EventNames.EscalationCode(scene, node, escalation.EscalationRef));
            case CompensateEventDefinition when node is not IntermediateCatchEvent:
                return new CompensationTrigger();
            case CancelEventDefinition when node is BoundaryEvent:
                if (!IsInterrupting(node)) Refuse(scene, node, "catches a cancellation without interrupting");
                return new CancelTrigger();
            default:
                Refuse(scene, node, $"waits for {EventNames.Kind(definition)}");
                return null;
        }
    }

    private static bool IsInterrupting(CatchEvent node) => node switch
    {
        BoundaryEvent boundary => boundary.CancelActivity,
        StartEvent start => start.IsInterrupting,
        _ => true,
    };
}
