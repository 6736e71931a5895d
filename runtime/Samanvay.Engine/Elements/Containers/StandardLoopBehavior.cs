using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Repeats an activity while a condition holds, asked before or after each round (BPMN 2.0.2,
/// 13.3.6).</summary>
internal static class StandardLoopBehavior
{
    public static void Enter(Turn turn, ExecutableStandardLoop loop, Token token)
    {
        if (loop.TestBefore)
        {
            var goes = Goes(turn, loop, Site.Of(token), 0, out var failure);
            if (failure is not null)
            {
                Faults.Raise(turn, token, FaultStage.Working, failure);
                return;
            }

            if (!goes)
            {
                Departure.Leave(turn, token);
                return;
            }
        }

        var scope = Scopes.Open(turn, ScopeKind.Loop, token, Counter(1));
        turn.Arrive(turn.Process.NodeOf(token), scope, null);
    }

    /// <summary>One round is done.</summary>
    public static void Finish(Turn turn, Token token)
    {
        var loop = ((ActivityNode)turn.Process.NodeOf(token)).Repeat!;
        var scope = turn.ScopeOf(token.Id);
        var rounds = Rounds(scope);
        var goes = Goes(turn, loop, Site.Of(token), rounds, out var failure);
        if (failure is not null)
        {
            Faults.Raise(turn, token, FaultStage.Leaving, failure);
            return;
        }

        if (!goes)
        {
            End(turn, token);
            return;
        }

        Compensation.KeepStep(turn, token);
        turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Completed));
        turn.Record(new VariablesSet(turn.Now, scope.Id, Counter(rounds + 1)));
        turn.Arrive(turn.Process.NodeOf(token), scope.Id, null);
    }

    /// <summary>Goes past a condition that can not be had: no more rounds.</summary>
    public static void End(Turn turn, Token token)
    {
        var scope = turn.ScopeOf(token.Id);
        Compensation.KeepStep(turn, token);
        turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Completed));
        Compensation.KeepScope(turn, scope.Id);
        Scopes.Close(turn, scope);
        Departure.Leave(turn, turn.Instance.Tokens[scope.Owner!.Value]);
    }

    private static bool Goes(Turn turn, ExecutableStandardLoop loop, Site site, int rounds, out Failure? failure)
    {
        failure = null;
        if (loop.Maximum is { } maximum && rounds >= maximum) return false;
        if (loop.Condition is not { } condition) return true;
        var counter = Counter(Math.Max(rounds, 1));
        return turn.Holds(site, "the loop condition", condition, out failure, counter) == true;
    }

    private static int Rounds(Scope scope) =>
        ((FeelNumber)scope.Variables[MultiInstanceBehavior.LoopCounter]).ToInt32() ?? 1;

    private static FeelContext Counter(int value) =>
        FeelContext.Of((MultiInstanceBehavior.LoopCounter, FeelValue.Of(value)));
}
