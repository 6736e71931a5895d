using System.Globalization;
using Samanvay.Bpmn.Model;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>What a step, gateway or event does, property by property.</summary>
internal static class NodeWords
{
    public static IEnumerable<(string Property, string? Value)> Of(
        BpmnDefinitions definitions, ProcessDefinition process, FlowNode node) =>
    [
        ("kind", node.GetType().Name),
        .. SopWords.Of(node.Sop),
        .. node switch
        {
            ActivityNode activity => Activity(definitions, process, activity),
            EventNode waits => Event(definitions, waits),
            ComplexGateway gateway => [("activation", gateway.ActivationCondition?.Body)],
            _ => [],
        },
    ];

    private static IEnumerable<(string, string?)> Activity(
        BpmnDefinitions definitions, ProcessDefinition process, ActivityNode activity) =>
    [
        ("role", Join(definitions.RolesOf(process, activity))),
        ("repetition", Loop(activity.Loop)),
        ("only to compensate", activity.IsForCompensation ? "yes" : null),
        ("called procedure", (activity as CallActivity)?.CalledElement),
        ("script", (activity as ScriptTask)?.Script),
        ("message", MessageName(definitions, (activity as SendTask)?.MessageRef
            ?? (activity as ReceiveTask)?.MessageRef)),
        ("complete when", (activity as AdHocSubProcess)?.CompletionCondition?.Body),
    ];

    private static IEnumerable<(string, string?)> Event(BpmnDefinitions definitions, EventNode node) =>
    [
        ("event", Join(node.Definitions.Select(definition => Event(definitions, definition)))),
        ("attached to", (node as BoundaryEvent)?.AttachedToRef),
        ("interrupts", node is BoundaryEvent { CancelActivity: false } or StartEvent { IsInterrupting: false }
            ? "no" : null),
    ];

    private static string Event(BpmnDefinitions definitions, EventDefinition definition) => definition switch
    {
        TimerEventDefinition timer => $"timer {timer.Expression.Body}",
        MessageEventDefinition message => $"message {MessageName(definitions, message.MessageRef)}",
        SignalEventDefinition signal => $"signal {signal.SignalRef}",
        ErrorEventDefinition error => $"error {error.ErrorRef}",
        EscalationEventDefinition escalation => $"escalation {escalation.EscalationRef}",
        ConditionalEventDefinition condition => $"condition {condition.Condition.Body}",
        LinkEventDefinition link => $"link {link.Name}",
        CompensateEventDefinition compensate => $"compensation {compensate.ActivityRef}",
        _ => definition.GetType().Name.Replace("EventDefinition", "", StringComparison.Ordinal).ToLowerInvariant(),
    };

    private static string? Loop(LoopCharacteristics? loop) => loop switch
    {
        StandardLoop standard => $"while {standard.LoopCondition?.Body}, at most {Number(standard.LoopMaximum)}",
        MultiInstanceLoop each => $"{(each.IsSequential ? "one after the other" : "at the same time")} for each "
            + $"{each.ElementVariable} of {each.Collection?.Body ?? each.LoopCardinality?.Body}, until "
            + $"{each.CompletionCondition?.Body ?? "all are done"}",
        _ => null,
    };

    private static string? MessageName(BpmnDefinitions definitions, string? reference) => reference is null
        ? null
        : definitions.Messages.FirstOrDefault(message => message.Id == reference)?.Name ?? reference;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "any number";

    private static string? Join(IEnumerable<string> texts) =>
        string.Join(", ", texts) is { Length: > 0 } joined ? joined : null;
}
