using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Containers;
using Samanvay.Engine.Elements.Gateways;

namespace Samanvay.Engine.Flow;

/// <summary>How a token leaves an element whose work is done.</summary>
internal static class Departure
{
    /// <summary>Leaves, unless the results could not be put in place.</summary>
    public static void Leave(Turn turn, Token token, Failure? failure)
    {
        if (failure is null) Leave(turn, token);
        else Faults.Raise(turn, token, FaultStage.Leaving, failure);
    }

    public static void Leave(Turn turn, Token token)
    {
        Arming.Disarm(turn, token);
        if (Arrival.IsIteration(turn, token))
        {
            if (turn.ScopeOf(token.Id).Kind == ScopeKind.Loop) StandardLoopBehavior.Finish(turn, token);
            else MultiInstanceBehavior.Finish(turn, token);
            return;
        }

        if (token.IsAside)
        {
            LeaveBy(turn, token, []);
            return;
        }

        var flows = Choose(turn, token, out var failure);
        if (failure is null && Overflows(turn, flows.Count * Quantity(turn, token)))
            failure = Failure.Tokens(token.Element);
        if (failure is null && LeavesAdHoc(turn, token))
        {
            var enough = AdHocBehavior.IsEnough(turn, token, out failure);
            if (failure is null) AdHocBehavior.Done(turn, token, enough);
        }

        if (failure is null) LeaveBy(turn, token, flows);
        else Faults.Raise(turn, token, FaultStage.Leaving, failure);
    }

    public static void LeaveBy(Turn turn, Token token, IReadOnlyList<ExecutableFlow> flows)
    {
        Arming.Disarm(turn, token);
        Compensation.KeepStep(turn, token);
        turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Completed));
        var quantity = flows.Count == 0 ? 0 : Quantity(turn, token);
        for (var index = 0; index < flows.Count; index++)
        {
            for (var copy = 0; copy < quantity; copy++)
                turn.Arrive(flows[index].Target, token.Scope, flows[index].Id);
        }

        if (turn.Process.HasAdHoc
            && turn.Instance.Scopes[token.Scope] is { Kind: ScopeKind.AdHoc, IsClosed: true } adHoc)
        {
            AdHocBehavior.Close(turn, (AdHocNode)turn.Process.Node(adHoc.Element), adHoc.Id);
            return;
        }

        // BPMN 2.0.2, 10.3: an element without outgoing flow ends its token as an implicit end event does.
        if (flows.Count == 0) Scopes.EndIfEmpty(turn, token.Scope);
    }

    private static IReadOnlyList<ExecutableFlow> Choose(Turn turn, Token token, out Failure? failure)
    {
        var node = turn.Process.NodeOf(token);
        failure = null;
        return node switch
        {
            ExclusiveGatewayNode => ExclusiveGatewayBehavior.Choose(turn, node, token, out failure),
            ParallelGatewayNode => node.Outgoing,
            ComplexGatewayNode => ComplexGatewayBehavior.Choose(
                turn, node, Site.Of(token), isStart: true, node.Incoming.Length, out failure),
            _ => Conditions.Choose(turn, node, token, out failure),
        };
    }

    private static bool LeavesAdHoc(Turn turn, Token token) =>
        turn.Process.HasAdHoc && turn.Instance.Scopes[token.Scope].Kind == ScopeKind.AdHoc
        && turn.Process.NodeOf(token) is ActivityNode and not EventSubProcessNode;

    private static int Quantity(Turn turn, Token token) =>
        turn.Process.NodeOf(token) is ActivityNode activity ? activity.CompletionQuantity : 1;

    private static bool Overflows(Turn turn, int more) =>
        more > 1 && turn.Instance.Tokens.Count + more > turn.Process.Limits.TokensPerInstance;
}
