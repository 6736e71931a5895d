using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation.Events;

/// <summary>The names and codes that thrower and catcher have in common; what is not in the file is reported.</summary>
internal static class EventNames
{
    public static string? Message(Scene scene, FlowNode node, string? reference)
    {
        if (scene.Message(reference) is { } message) return message.Name ?? message.Id;
        scene.Findings.Error(
            EngineCodes.DanglingReference, node.Id, $"'{node.Label}' names no message; choose one.", "messageRef");
        return null;
    }

    public static string? Signal(Scene scene, FlowNode node, string? reference)
    {
        if (scene.Signal(reference) is { } signal) return signal.Name ?? signal.Id;
        scene.Findings.Error(
            EngineCodes.DanglingReference, node.Id, $"'{node.Label}' names no BPMN signal; choose one.", "signalRef");
        return null;
    }

    public static string? ErrorCode(Scene scene, FlowNode node, string? reference)
    {
        if (reference is null) return null;
        if (scene.Error(reference) is { } error) return error.Code ?? error.Name ?? error.Id;
        Dangling(scene, node, reference, "errorRef");
        return null;
    }

    public static string? EscalationCode(Scene scene, FlowNode node, string? reference)
    {
        if (reference is null) return null;
        // BPMN 2.0.2, table 8.42: an escalation without a code is any escalation.
        if (scene.Escalation(reference) is { } escalation) return escalation.Code;
        Dangling(scene, node, reference, "escalationRef");
        return null;
    }

    public static Sentence Kind(EventDefinition definition) => definition switch
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

    private static void Dangling(Scene scene, FlowNode node, string reference, string field) => scene.Findings.Error(
        EngineCodes.DanglingReference, node.Id, $"'{node.Label}' names '{reference}', which is not in the file.",
        field);
}
