using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Events;
using Samanvay.Engine.Elements.Tasks;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Gateways;

/// <summary>Waits for all events behind it; the first that happens decides the way (BPMN 2.0.2, 13.4.4).</summary>
internal static class EventBasedGatewayBehavior
{
    public static void Enter(Turn turn, EventBasedGatewayNode gateway, Token token)
    {
        var arms = gateway.Outgoing.Select(flow => new Arm(flow.Target, TriggerOf(flow.Target)));
        if (Arming.TryArm(turn, arms, token.Id, token.Scope) is { } failure)
            Faults.Raise(turn, token, FaultStage.Working, failure);
    }

    public static void Occur(Turn turn, ExecutableNode node, Occurrence occurrence)
    {
        var waiting = turn.Instance.Tokens[occurrence.Token!.Value];
        var flow = turn.Process.NodeOf(waiting).Outgoing.First(flow => flow.Target == node);
        Arming.Disarm(turn, waiting);
        turn.Record(new TokenLeft(turn.Now, waiting.Id, waiting.Element, TokenOutcome.Completed));
        var token = turn.Place(node, waiting.Scope, flow.Id);
        if (node is CatchEventNode catcher) CatchEventBehavior.Receive(turn, catcher, token, occurrence.Payload);
        else ReceiveTaskBehavior.Receive(turn, (ReceiveTaskNode)node, token, occurrence.Payload);
    }

    private static Trigger TriggerOf(ExecutableNode node) =>
        node is CatchEventNode catcher ? catcher.Trigger : ((ReceiveTaskNode)node).Message;
}
