using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Containers;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>How scopes begin and end.</summary>
internal static class Scopes
{
    /// <summary>The scope of the whole process has the smallest id: it is the first thing an instance does.</summary>
    public static Scope Root(ProcessInstance instance)
    {
        foreach (var scope in instance.Scopes) return scope.Value;
        throw new InvalidOperationException("A started instance has a scope.");
    }

    public static ScopeId Open(Turn turn, ScopeKind kind, Token owner, FeelContext variables) =>
        Open(turn, owner.Scope, kind, owner, variables, null);

    /// <summary>Gives a completed scope its data back, for the time in which it is compensated.</summary>
    public static ScopeId OpenCompensation(Turn turn, Scope outer, Compensable completed)
    {
        var owner = turn.Instance.Tokens[outer.Owner!.Value] with { Element = completed.Element };
        return Open(turn, outer.Id, ScopeKind.Compensation, owner, completed.Variables ?? FeelContext.Empty, null);
    }

    /// <summary>Begins where nothing leads to, in a body without a start event.</summary>
    public static Failure? BeginWithoutStart(Turn turn, ExecutableBody body, ScopeId scope)
    {
        if (ArmHandlers(turn, body, scope) is { } failure) return failure;
        foreach (var node in body.ImplicitStarts) turn.Arrive(node, scope, null);
        return null;
    }

    /// <summary>From here on the event sub-processes of a scope wait for their events.</summary>
    public static Failure? ArmHandlers(Turn turn, ExecutableBody body, ScopeId scope)
    {
        var arms = body.EventSubProcesses.Select(sub => new Arm(sub.Start, sub.Start.Trigger!));
        return Arming.TryArm(turn, arms, null, scope);
    }

    public static ScopeId OpenIteration(Turn turn, ScopeId parent, Token owner, FeelContext variables, int iteration) =>
        Open(turn, parent, ScopeKind.Iteration, owner, variables, iteration);

    /// <summary>The first variables of a body: its data objects, unset until somebody writes them.</summary>
    public static FeelContext Initial(ExecutableBody body, FeelContext given)
    {
        foreach (var name in body.DataObjects)
            if (!given.TryGet(name, out _)) given = given.With(name, FeelValue.Null);
        return given;
    }

    /// <summary>Ends a scope in which no token is left, and lets go on what waited for it.</summary>
    public static void EndIfEmpty(Turn turn, ScopeId id)
    {
        if (HasTokens(turn.Instance, id) || !turn.Instance.Scopes.TryGetValue(id, out var scope)) return;
        if (scope.Kind == ScopeKind.Process) Ending.Complete(turn, scope);
        else if (scope.Kind == ScopeKind.SubProcess) SubProcessBehavior.End(turn, scope);
        else if (scope.Kind == ScopeKind.EventSubProcess) EventSubProcessBehavior.End(turn, scope);
        else if (scope.Kind == ScopeKind.AdHoc) AdHocBehavior.EndIfDone(turn, scope);
        else if (scope.Kind == ScopeKind.Compensation) Compensation.Continue(turn, scope);
    }

    public static void Close(Turn turn, Scope scope)
    {
        Arming.Disarm(turn, scope.Id);
        turn.Record(new ScopeLeft(turn.Now, scope.Id, scope.Element));
    }

    public static bool HasTokens(ProcessInstance instance, ScopeId id)
    {
        foreach (var (_, token) in instance.Tokens)
            if (token.Scope == id) return true;
        return false;
    }

    private static ScopeId Open(
        Turn turn, ScopeId parent, ScopeKind kind, Token owner, FeelContext variables, int? iteration)
    {
        var id = new ScopeId(turn.NextId);
        turn.Record(new ScopeEntered(turn.Now, id, parent, kind, owner.Element, owner.Id)
        {
            Variables = variables,
            Iteration = iteration,
        });
        return id;
    }
}
