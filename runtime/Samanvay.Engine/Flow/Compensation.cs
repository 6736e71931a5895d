using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Containers;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Takes back what completed activities did, the last one first (BPMN 2.0.2, 13.5.5).</summary>
/// <remarks>A scope keeps what completed in it. What is thrown moves to a scope of its own, which is worked off from
/// its end; a sub-process in there gets back the data that it had when it completed.</remarks>
internal static class Compensation
{
    /// <summary>Keeps a step that has a handler; containers and rounds are kept with their scope.</summary>
    public static void KeepStep(Turn turn, Token token)
    {
        if (turn.Process.NodeOf(token) is not ActivityNode { Compensation: not null } step) return;
        if (step is ContainerNode) return;
        if ((step.Loop is not null || step.Repeat is not null) && !Arrival.IsIteration(turn, token)) return;
        Keep(turn, token.Scope, step.Id, null);
    }

    /// <summary>Keeps a scope that ends well, with its data and all that it has kept itself.</summary>
    public static void KeepScope(Turn turn, ScopeId id)
    {
        var scope = turn.Instance.Scopes[id];
        var hasHandler = scope.Kind is ScopeKind.SubProcess or ScopeKind.AdHoc
            && turn.Process.Node(scope.Element) is ActivityNode { Compensation: not null };
        if (hasHandler || scope.Completed is { IsEmpty: false })
            Keep(turn, scope.Parent!.Value, scope.Element, scope.Id);
    }

    /// <summary>Begins to compensate what the throwing token sees. True when the token must wait for it.</summary>
    public static bool Throw(Turn turn, Token token, ThrownCompensation thrown)
    {
        var visible = Visible(turn, token).Where(scope => Has(scope, thrown.Activity)).ToList();
        if (visible.Count == 0) return false;
        // Nobody waits for it: a token of its own stands for the compensation, so that the scope does not end before.
        var owner = thrown.Waits ? token : turn.Place(turn.Process.NodeOf(token), token.Scope, null);
        Begin(turn, owner, visible, thrown.Activity);
        return thrown.Waits;
    }

    public static void Begin(Turn turn, Token owner, IEnumerable<Scope> from, string? activity)
    {
        var scope = Scopes.Open(turn, ScopeKind.Compensation, owner, FeelContext.Empty);
        foreach (var each in from.OrderBy(each => each.Id))
            turn.Record(new CompensationBegun(turn.Now, scope, each.Id, activity));
        Next(turn, scope);
    }

    /// <summary>No token is left in a scope of compensation: goes on with the one before.</summary>
    public static void Continue(Turn turn, Scope scope)
    {
        if (scope.IsHandled) End(turn, scope);
        else Next(turn, scope.Id);
    }

    private static void Next(Turn turn, ScopeId id)
    {
        var scope = turn.Instance.Scopes[id];
        if (scope.Completed is not [.., var last])
        {
            End(turn, scope);
            return;
        }

        var activity = (ActivityNode)turn.Process.Node(last.Element);
        if (last.Kind is null)
        {
            turn.Record(new CompensationStepped(turn.Now, id, last.Element, null, IsHandled: false));
            turn.Arrive(activity.Compensation!.Handler, id, null);
            return;
        }

        // BPMN 2.0.2, 13.5.5: without a handler of its own a sub-process is compensated by what is inside it.
        var handler = last.Kind is ScopeKind.SubProcess or ScopeKind.AdHoc ? activity.Compensation?.Handler : null;
        var inner = Scopes.OpenCompensation(turn, scope, last);
        turn.Record(new CompensationStepped(turn.Now, id, last.Element, inner, handler is not null));
        if (handler is EventSubProcessNode sub) EventSubProcessBehavior.Enter(turn, sub, turn.Place(sub, inner, null));
        else if (handler is not null) turn.Arrive(handler, inner, null);
        else Next(turn, inner);
    }

    private static void End(Turn turn, Scope scope)
    {
        Scopes.Close(turn, scope);
        var outer = turn.Instance.Scopes[scope.Parent!.Value];
        if (outer.Kind == ScopeKind.Compensation)
        {
            Continue(turn, outer);
            return;
        }

        var token = turn.Instance.Tokens[scope.Owner!.Value];
        switch (ThrownAt(turn.Process.NodeOf(token)))
        {
            case ThrownCancellation: Transactions.Finish(turn, token); break;
            case ThrownCompensation { Waits: true }: Departure.Leave(turn, token); break;
            default: Departure.LeaveBy(turn, token, []); break;
        }
    }

    // BPMN 2.0.2, tables 10.88 and 10.89: what may be compensated is in the same scope or, for a handler, in the scope
    // that it handles.
    private static IEnumerable<Scope> Visible(Turn turn, Token token)
    {
        var scope = turn.Instance.Scopes[token.Scope];
        yield return scope;
        while (scope.Kind == ScopeKind.EventSubProcess)
        {
            scope = turn.Instance.Scopes[scope.Parent!.Value];
            yield return scope;
        }
    }

    private static Thrown? ThrownAt(ExecutableNode node)
    {
        var thrown = node is EndEventNode end ? end.Throws : (node as ThrowEventNode)?.Throws;
        return thrown is ThrownSeveral several
            ? several.Parts.First(part => part is ThrownCompensation or ThrownCancellation)
            : thrown;
    }

    private static bool Has(Scope scope, string? activity) =>
        scope.Completed?.Exists(each => activity is null || each.Element == activity) == true;

    // What a handler itself completes is not compensated in its turn.
    private static void Keep(Turn turn, ScopeId into, string element, ScopeId? from)
    {
        if (turn.Instance.Scopes[into].Kind != ScopeKind.Compensation)
            turn.Record(new CompensationKept(turn.Now, into, element, from));
    }
}
