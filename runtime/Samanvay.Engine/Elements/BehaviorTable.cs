using System.Diagnostics;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Containers;
using Samanvay.Engine.Elements.Events;
using Samanvay.Engine.Elements.Gateways;
using Samanvay.Engine.Elements.Tasks;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements;

/// <summary>The one table from element to behavior.</summary>
internal static class BehaviorTable
{
    /// <summary>A token begins the work of an element.</summary>
    public static void Enter(Turn turn, ExecutableNode node, Token token)
    {
        switch (node)
        {
            case ManualTaskNode task: ManualTaskBehavior.Enter(turn, task, token); break;
            case UserTaskNode task: UserTaskBehavior.Enter(turn, task, token); break;
            case ActivityTaskNode task: ActivityTaskBehavior.Enter(turn, task, token); break;
            case SendTaskNode task: SendTaskBehavior.Enter(turn, task, token); break;
            case ReceiveTaskNode task: ReceiveTaskBehavior.Enter(turn, task, token); break;
            case ScriptTaskNode task: ScriptTaskBehavior.Enter(turn, task, token); break;
            case BusinessRuleTaskNode task: BusinessRuleTaskBehavior.Enter(turn, task, token); break;

            case ExclusiveGatewayNode: ExclusiveGatewayBehavior.Enter(turn, token); break;
            case ParallelGatewayNode gateway: ParallelGatewayBehavior.Enter(turn, gateway, token); break;
            case InclusiveGatewayNode gateway: InclusiveGatewayBehavior.Enter(turn, gateway, token); break;
            case ComplexGatewayNode gateway: ComplexGatewayBehavior.Enter(turn, gateway, token); break;
            case EventBasedGatewayNode gateway: EventBasedGatewayBehavior.Enter(turn, gateway, token); break;

            case StartEventNode start: StartEventBehavior.Enter(turn, start, token); break;
            case EndEventNode end: EndEventBehavior.Enter(turn, end, token); break;
            case ThrowEventNode thrower: ThrowEventBehavior.Enter(turn, thrower, token); break;
            case CatchEventNode catcher: CatchEventBehavior.Enter(turn, catcher, token); break;
            case BoundaryEventNode: BoundaryEventBehavior.Enter(turn, token); break;

            case SubProcessNode sub: SubProcessBehavior.Enter(turn, sub, token); break;
            case AdHocNode sub: AdHocBehavior.Enter(turn, sub, token); break;
            case CallActivityNode call: CallActivityBehavior.Enter(turn, call, token); break;
            case EventSubProcessNode sub: EventSubProcessBehavior.Enter(turn, sub, token); break;
            default: throw new UnreachableException($"No behavior for {node.GetType().Name}.");
        }
    }

    /// <summary>What an element waited for has happened.</summary>
    public static void Occur(Turn turn, ExecutableNode node, Occurrence occurrence)
    {
        switch (node)
        {
            case BoundaryEventNode boundary:
                BoundaryEventBehavior.Occur(turn, boundary, occurrence);
                break;
            case StartEventNode { Handler: { } handler }:
                EventSubProcessBehavior.Occur(turn, handler, occurrence);
                break;
            case CatchEventNode or ReceiveTaskNode when !IsAt(turn, node, occurrence):
                EventBasedGatewayBehavior.Occur(turn, node, occurrence);
                break;
            case CatchEventNode catcher:
                CatchEventBehavior.Occur(turn, catcher, occurrence);
                break;
            case ReceiveTaskNode task:
                ReceiveTaskBehavior.Occur(turn, task, occurrence);
                break;
            default: throw new UnreachableException($"Nothing can occur at {node.GetType().Name}.");
        }
    }

    // Behind an event-based gateway the token still stands at the gateway.
    private static bool IsAt(Turn turn, ExecutableNode node, Occurrence occurrence) =>
        turn.Instance.Tokens[occurrence.Token!.Value].Element == node.Id;
}
