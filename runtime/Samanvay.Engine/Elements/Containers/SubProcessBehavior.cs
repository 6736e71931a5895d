using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Runs a scope of its own and goes on when no token is left in it (BPMN 2.0.2, 13.3.4).</summary>
internal static class SubProcessBehavior
{
    public static void Enter(Turn turn, SubProcessNode sub, Token token)
    {
        var scope = Scopes.Open(turn, ScopeKind.SubProcess, token, Scopes.Initial(sub.Body, FeelContext.Empty));
        turn.Arrive(sub.Body.NoneStart!, scope, null);
    }

    public static void End(Turn turn, Scope scope)
    {
        Scopes.Close(turn, scope);
        Departure.Leave(turn, turn.Instance.Tokens[scope.Owner!.Value]);
    }
}
