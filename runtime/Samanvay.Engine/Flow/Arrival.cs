using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Samanvay.Engine.Elements.Containers;

namespace Samanvay.Engine.Flow;

/// <summary>What happens when a token gets to an element: first the events at its edge wait, then its work
/// begins.</summary>
internal static class Arrival
{
    public static void Begin(Turn turn, Token token)
    {
        if (turn.Process.NodeOf(token) is ActivityNode { Boundary: { IsEmpty: false } boundary }
            && !IsIteration(turn, token))
        {
            var arms = boundary.Select(node => new Arm(node, node.Trigger));
            if (Arming.TryArm(turn, arms, token.Id, token.Scope) is { } failure)
            {
                Faults.Raise(turn, token, FaultStage.Entering, failure);
                return;
            }
        }

        Work(turn, token);
    }

    public static void Work(Turn turn, Token token)
    {
        var node = turn.Process.NodeOf(token);
        if (node is ActivityNode { Loop: { } loop } && !IsIteration(turn, token))
            MultiInstanceBehavior.Enter(turn, loop, token);
        else BehaviorTable.Enter(turn, node, token);
    }

    /// <summary>Whether the token is one of the many of a multi-instance activity, and not the one that waits for
    /// them.</summary>
    public static bool IsIteration(Turn turn, Token token) =>
        turn.Instance.Scopes[token.Scope] is { Kind: ScopeKind.Iteration } scope && scope.Element == token.Element;
}
