using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Gateways;

/// <summary>An event-based gateway waits for the first of several events: BPMN 2.0.2, 10.6.6.</summary>
internal static class EventBasedGatewayRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        scope.Nodes<EventBasedGateway>().SelectMany(gateway => Check(gateway, scope.Body));

    private static IEnumerable<Diagnostic> Check(EventBasedGateway gateway, FlowScope body)
    {
        var targets = body.OutgoingOf(gateway).Select(flow => body.Find(flow.TargetRef)).OfType<FlowNode>().ToList();
        if (targets.Count < 2)
            yield return LintScope.Error("BPMN115", gateway, $"{gateway.Label} must wait for at least two events.");
        foreach (var flow in body.OutgoingOf(gateway).Where(flow => flow.Condition is not null))
        {
            yield return LintScope.Error("BPMN115", flow,
                $"A flow out of {gateway.Label} has a condition; it is taken when its event comes. Remove the "
                    + $"condition.", "conditionExpression");
        }

        foreach (var target in targets.Where(target => !CanBeWaitedFor(target)))
        {
            yield return LintScope.Error("BPMN115", target,
                $"{gateway.Label} can wait for a message, a timer, a signal, a condition or a receive task, not for "
                    + $"{target.Label}.");
        }

        foreach (var target in targets.Where(target => target.Incoming.Length > 1))
        {
            yield return LintScope.Error("BPMN115", target,
                $"{target.Label} must be entered from {gateway.Label} only.");
        }

        foreach (var target in targets.Where(target =>
            body.Nodes.OfType<BoundaryEvent>().Any(b => b.AttachedToRef == target.Id)))
        {
            yield return LintScope.Error("BPMN115", target,
                $"{target.Label} follows {gateway.Label} and so may not have events on its border.");
        }

        if (targets.Exists(target => target is ReceiveTask) && targets.Exists(IsMessageEvent))
        {
            yield return LintScope.Error("BPMN115", gateway,
                $"After {gateway.Label} use receive tasks or message events, not both.");
        }
    }

    private static bool IsMessageEvent(FlowNode node) =>
        node is IntermediateCatchEvent caught && caught.Definitions.OfType<MessageEventDefinition>().Any();

    private static bool CanBeWaitedFor(FlowNode node) => node is ReceiveTask
        || (node is IntermediateCatchEvent { Definitions.IsEmpty: false } caught
            && caught.Definitions.All(definition => definition
            is MessageEventDefinition or TimerEventDefinition or SignalEventDefinition or ConditionalEventDefinition));
}
