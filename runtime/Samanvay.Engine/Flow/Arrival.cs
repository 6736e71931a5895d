using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Samanvay.Engine.Elements.Containers;

namespace Samanvay.Engine.Flow;

/// <summary>What happens when a token gets to an element: first the events at its edge wait, then its work
/// begins.</summary>
internal static class Arrival
{
    // BPMN 2.0.2, table 10.3: an activity begins when as many tokens have come as its start quantity says.
    public static void Come(Turn turn, Token token)
    {
        if (token.Flow is not null && turn.Process.NodeOf(token) is ActivityNode { StartQuantity: > 1 } activity)
        {
            var gathered = Gathered(turn.Instance, token);
            if (gathered.Count + 1 < activity.StartQuantity)
            {
                turn.Record(new TokenHeld(turn.Now, token.Id, token.Element));
                return;
            }

            foreach (var other in gathered.Take(activity.StartQuantity - 1))
                turn.Record(new TokenLeft(turn.Now, other.Id, other.Element, TokenOutcome.Completed));
        }

        Begin(turn, token);
    }

    public static void Begin(Turn turn, Token token)
    {
        if (turn.Process.NodeOf(token) is ActivityNode { Boundary: { IsEmpty: false } boundary }
            && !IsIteration(turn, token) && !token.IsAside)
        {
            var arms = boundary.Select(node => new Arm(node, node.Trigger));
            if (Arming.TryArm(turn, arms, token.Id, token.Scope) is { } failure)
            {
                Faults.Raise(turn, token, FaultStage.Entering, failure);
                return;
            }

            // A condition that holds already comes before the work.
            turn.Watch();
            if (turn.Find(token.Id) is null) return;
        }

        Work(turn, token);
    }

    public static void Work(Turn turn, Token token)
    {
        var node = turn.Process.NodeOf(token);
        if (node is ActivityNode { Loop: { } loop } && !IsIteration(turn, token))
            MultiInstanceBehavior.Enter(turn, loop, token);
        else if (node is ActivityNode { Repeat: { } repeat } && !IsIteration(turn, token))
            StandardLoopBehavior.Enter(turn, repeat, token);
        else if (Inputs.Map(turn, node, ref token) is { } failure)
            Faults.Raise(turn, token, FaultStage.Working, failure);
        else
            BehaviorTable.Enter(turn, node, token);
    }

    /// <summary>Whether the token is one of the rounds of an activity that repeats, and not the one that waits for
    /// them.</summary>
    public static bool IsIteration(Turn turn, Token token) => IsIteration(turn.Instance, token);

    public static bool IsIteration(ProcessInstance instance, Token token) =>
        instance.Scopes[token.Scope] is { Kind: ScopeKind.Iteration or ScopeKind.Loop } scope
        && scope.Element == token.Element;

    private static List<Token> Gathered(ProcessInstance instance, Token token) =>
        [.. instance.Tokens.Values.Where(other => other.State == TokenState.Gathering
            && other.Element == token.Element && other.Scope == token.Scope)];
}
