using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>Reads what an event waits for or throws, and refuses what is not executed at its position.</summary>
internal static class TriggerReader
{
    public static Trigger? Of(Scene scene, CatchEvent node, bool isInterrupting)
    {
        if (node.Definitions is not [var definition])
        {
            Refuse(scene, node, node.Definitions.IsEmpty ? "waits for nothing" : "waits for several events");
            return null;
        }

        switch (definition)
        {
            case MessageEventDefinition message:
                return Message(scene, node, message.MessageRef);
            case SignalEventDefinition signal:
                return Signal(scene, node, signal.SignalRef) is { } name ? new SignalTrigger(name) : null;
            case TimerEventDefinition timer:
                return ExpressionReader.Timer(scene, node.Id, timer);
            case ErrorEventDefinition error when node is not IntermediateCatchEvent:
                if (!isInterrupting) Refuse(scene, node, "catches an error without interrupting");
                return new ErrorTrigger(ErrorCode(scene, node, error.ErrorRef));
            case EscalationEventDefinition escalation when node is not IntermediateCatchEvent:
                return new EscalationTrigger(EscalationCode(scene, node, escalation.EscalationRef));
            default:
                Refuse(scene, node, $"waits for {Kind(definition)}");
                return null;
        }
    }

    public static MessageTrigger Message(Scene scene, FlowNode node, string? reference)
    {
        if (!node.Sop.Triggers.IsEmpty)
            return new([.. node.Sop.Triggers.Select(trigger => trigger.MessageName).Distinct()]);
        if (scene.Message(reference) is { } message) return new([message.Name ?? message.Id]);
        scene.Findings.Error(
            EngineCodes.DanglingReference, node.Id, $"'{node.Label}' names no message; choose one.", "messageRef");
        return new([]);
    }

    public static Thrown? Thrown(Scene scene, ThrowEvent node)
    {
        switch (node.Definitions)
        {
            case []:
                return null;
            case [EscalationEventDefinition escalation]:
                return new ThrownEscalation(EscalationCode(scene, node, escalation.EscalationRef));
            case [SignalEventDefinition signal]:
                return Signal(scene, node, signal.SignalRef) is { } name ? new ThrownSignal(name) : null;
            case [TerminateEventDefinition] when node is EndEvent:
                return new ThrownTermination();
            case [ErrorEventDefinition error] when node is EndEvent:
                if (ErrorCode(scene, node, error.ErrorRef) is { } code) return new ThrownError(code);
                scene.Findings.Error(
                    EngineCodes.PartMissing, node.Id, $"'{node.Label}' throws no error; choose one.", "errorRef");
                return null;
            default:
                Refuse(scene, node, node.Definitions is [var one] ? $"throws {Kind(one)}" : "throws several events");
                return null;
        }
    }

    public static void Refuse(Scene scene, FlowNode node, string what) =>
        scene.Findings.Error(
            EngineCodes.EventNotExecuted, node.Id, $"'{node.Label}' {what}; this is not executed here.");

    private static string? Signal(Scene scene, FlowNode node, string? reference)
    {
        if (scene.Signal(reference) is { } signal) return signal.Name ?? signal.Id;
        scene.Findings.Error(
            EngineCodes.DanglingReference, node.Id, $"'{node.Label}' names no BPMN signal; choose one.", "signalRef");
        return null;
    }

    private static string? ErrorCode(Scene scene, FlowNode node, string? reference)
    {
        if (reference is null) return null;
        if (scene.Error(reference) is { } error) return error.Code ?? error.Name ?? error.Id;
        Dangling(scene, node, reference, "errorRef");
        return null;
    }

    private static string? EscalationCode(Scene scene, FlowNode node, string? reference)
    {
        if (reference is null) return null;
        if (scene.Escalation(reference) is { } escalation) return escalation.Code ?? escalation.Name ?? escalation.Id;
        Dangling(scene, node, reference, "escalationRef");
        return null;
    }

    private static void Dangling(Scene scene, FlowNode node, string reference, string field) => scene.Findings.Error(
        EngineCodes.DanglingReference, node.Id, $"'{node.Label}' names '{reference}', which is not in the file.",
        field);

    private static string Kind(EventDefinition definition) => definition switch
    {
        MessageEventDefinition => "a message",
        TimerEventDefinition => "a timer",
        SignalEventDefinition => "a BPMN signal",
        ErrorEventDefinition => "an error",
        EscalationEventDefinition => "an escalation",
        ConditionalEventDefinition => "a condition",
        LinkEventDefinition => "a link",
        CompensateEventDefinition => "compensation",
        CancelEventDefinition => "a cancellation",
        _ => "a termination",
    };
}
