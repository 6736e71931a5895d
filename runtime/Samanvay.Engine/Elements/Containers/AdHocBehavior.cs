using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Steps without an order: people choose which to start and how often, side by side or one after the other,
/// until the completion condition holds (BPMN 2.0.2, 13.3.5).</summary>
internal static class AdHocBehavior
{
    public static void Enter(Turn turn, AdHocNode sub, Token token)
    {
        var variables = Scopes.Initial(sub.Body, token.Data ?? FeelContext.Empty);
        var scope = Scopes.Open(turn, ScopeKind.AdHoc, token, variables);
        if (Scopes.ArmHandlers(turn, sub.Body, scope) is { } failure)
        {
            Interruption.Clear(turn, scope, WithdrawalReason.Interrupted, close: true);
            Faults.Raise(turn, token, FaultStage.Working, failure);
            return;
        }

        foreach (var waiting in sub.Waiting) turn.Arrive(waiting, scope, null);
        if (sub.Waiting.IsEmpty) EndIfDone(turn, turn.Instance.Scopes[scope]);
    }

    public static Rejection? Start(Turn turn, StartAdHocStep command)
    {
        if (Find(turn, command.Scope, out var scope, out var sub) is { } rejection) return rejection;
        if (sub.Startable.FirstOrDefault(node => node.Id == command.Element) is not { } step)
            return new AdHocStepNotFound(command.Element);
        if (sub.IsSequential && Scopes.HasTokens(turn.Instance, scope.Id))
            return new AdHocStepMustWait(command.Element);
        turn.Record(new AdHocStepStarted(turn.Now, scope.Id, step.Id, command.By));
        turn.Arrive(step, scope.Id, null);
        return null;
    }

    public static Rejection? Finish(Turn turn, FinishAdHoc command)
    {
        if (Find(turn, command.Scope, out var scope, out var sub) is { } rejection) return rejection;
        turn.Record(new AdHocClosed(turn.Now, scope.Id, command.Reason) { By = command.By });
        Close(turn, sub, scope.Id);
        return null;
    }

    /// <summary>Whether the completion condition holds once this step is done.</summary>
    public static bool IsEnough(Turn turn, Token token, out Failure? failure)
    {
        failure = null;
        var scope = turn.Instance.Scopes[token.Scope];
        if (((AdHocNode)turn.Process.Node(scope.Element)).CompletionCondition is not { } condition) return false;
        var done = (scope.Steps ?? []).Add(token.Element).Distinct();
        var extra = FeelContext.Of(("completedSteps", FeelList.Of(done.Select(step => (FeelValue)FeelValue.Of(step)))));
        var site = new Site(scope.Element, scope.Id);
        return turn.Holds(site, "the completion condition", condition, out failure, extra) == true;
    }

    /// <summary>A step is about to leave.</summary>
    public static void Done(Turn turn, Token token, bool enough)
    {
        turn.Record(new AdHocStepCompleted(turn.Now, token.Scope, token.Element));
        if (enough) turn.Record(new AdHocClosed(turn.Now, token.Scope, null));
    }

    /// <summary>A closed sub-process whose remaining steps are to be cancelled ends at once.</summary>
    public static void Close(Turn turn, AdHocNode sub, ScopeId id)
    {
        if (sub.CancelsRemaining) Interruption.Clear(turn, id, WithdrawalReason.EnoughDone, close: false);
        Scopes.EndIfEmpty(turn, id);
    }

    // BPMN asks for a completion condition; without one it is over when every step has been done once.
    public static void EndIfDone(Turn turn, Scope scope)
    {
        var sub = (AdHocNode)turn.Process.Node(scope.Element);
        var isDone = scope.IsClosed || (sub.CompletionCondition is null
            && sub.Startable.All(step => scope.Steps?.Contains(step.Id) == true));
        if (isDone) SubProcessBehavior.End(turn, scope);
    }

    private static ScopeNotFound? Find(Turn turn, ScopeId id, out Scope scope, out AdHocNode sub)
    {
        scope = turn.Instance.Scopes.GetValueOrDefault(id)!;
        sub = null!;
        if (scope is not { Kind: ScopeKind.AdHoc, IsClosed: false }) return new ScopeNotFound(id);
        sub = (AdHocNode)turn.Process.Node(scope.Element);
        return null;
    }
}
