using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Runs a scope of its own and goes on when no token is left in it (BPMN 2.0.2, 13.3.4).</summary>
internal static class SubProcessBehavior
{
    public static void Enter(Turn turn, SubProcessNode sub, Token token)
    {
        var variables = Scopes.Initial(sub.Body, token.Data ?? FeelContext.Empty);
        var scope = Scopes.Open(turn, ScopeKind.SubProcess, token, variables);
        if (sub.Body.NoneStart is { } start)
        {
            turn.Arrive(start, scope, null);
        }
        else if (Scopes.BeginWithoutStart(turn, sub.Body, scope) is { } failure)
        {
            Interruption.Clear(turn, scope, WithdrawalReason.Interrupted, close: true);
            Faults.Raise(turn, token, FaultStage.Working, failure);
        }
    }

    public static void End(Turn turn, Scope scope)
    {
        var token = turn.Instance.Tokens[scope.Owner!.Value];
        var sub = (ContainerNode)turn.Process.NodeOf(token);
        var failure = Variables.MapOut(turn, new Site(sub.Id, scope.Id), sub.Result, token.Scope);
        Compensation.KeepScope(turn, scope.Id);
        Scopes.Close(turn, scope);
        Departure.Leave(turn, token, failure);
    }
}
