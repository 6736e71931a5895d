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
        if (HasTokens(turn.Instance, id)) return;
        var scope = turn.Instance.Scopes[id];
        if (scope.Kind == ScopeKind.Process) Ending.Complete(turn, scope);
        else if (scope.Kind == ScopeKind.SubProcess) SubProcessBehavior.End(turn, scope);
        else if (scope.Kind == ScopeKind.EventSubProcess) EventSubProcessBehavior.End(turn, scope);
    }

    public static void Close(Turn turn, Scope scope)
    {
        Arming.Disarm(turn, scope.Id);
        turn.Record(new ScopeLeft(turn.Now, scope.Id, scope.Element));
    }

    private static bool HasTokens(ProcessInstance instance, ScopeId id)
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
