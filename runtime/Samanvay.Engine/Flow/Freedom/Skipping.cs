using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Gateways;

namespace Samanvay.Engine.Flow.Freedom;

/// <summary>A person leaves a step that is open without its being done.</summary>
internal static class Skipping
{
    public static Rejection? Skip(Turn turn, SkipToken command)
    {
        if (turn.Find(command.Token) is not { } token) return new TokenNotFound(command.Token);
        var node = turn.Process.NodeOf(token);
        if (!IsOpen(turn.Instance, node, token)) return new StepNotOpen(token.Id, token.Element);
        var flow = WayOut(turn.Instance, node, token, command.Flow);
        if (flow is null && (command.Flow is not null || node is EventBasedGatewayNode))
            return new WayNotFound(token.Element);
        Interruption.Empty(turn, token, WithdrawalReason.Skipped);
        turn.Record(new StepSkipped(turn.Now, token.Id, token.Element, command.Reason, command.By));
        token = turn.Instance.Tokens[token.Id];
        // Behind a gateway that waits for events, the chosen event counts as come.
        if (node is EventBasedGatewayNode)
            EventBasedGatewayBehavior.Occur(turn, flow!.Target, new(token.Id, token.Scope, null));
        else if (flow is not null) Departure.LeaveBy(turn, token, [flow]);
        else Departure.Leave(turn, token);
        return null;
    }

    /// <summary>Whether something is awaited here; what is a fault has its own way past it.</summary>
    public static bool IsOpen(ProcessInstance instance, ExecutableNode node, Token token) =>
        !Faults.IsFaulted(instance, token.Id) && token.State switch
        {
            TokenState.Offered or TokenState.Requested or TokenState.Called => true,
            TokenState.Arrived => node switch
            {
                EventSubProcessNode => false,
                CatchEventNode or ReceiveTaskNode or EventBasedGatewayNode => true,
                ActivityNode => instance.Scopes.Values.Any(scope => scope.Owner == token.Id),
                _ => false,
            },
            _ => false,
        };

    // The rounds of an activity and what is done aside end where they are.
    private static ExecutableFlow? WayOut(ProcessInstance instance, ExecutableNode node, Token token, string? chosen)
    {
        if (token.IsAside || Arrival.IsIteration(instance, token)) return null;
        if (chosen is not null) return node.Outgoing.FirstOrDefault(flow => flow.Id == chosen);
        return node is EventBasedGatewayNode && node.Outgoing.Length == 1 ? node.Outgoing[0] : null;
    }
}
