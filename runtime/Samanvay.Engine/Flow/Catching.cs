using System.Collections.Immutable;
using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Flow;

/// <summary>The event that catches an error or escalation, and the place where it waits.</summary>
/// <param name="Event">A boundary event, or the start event of an event sub-process.</param>
internal sealed record Catcher(ExecutableNode Event, Occurrence Occurrence);

/// <summary>Looks for the nearest event that catches what was thrown, from the inside out.</summary>
internal static class Catching
{
    // BPMN 2.0.2, 10.5.6 and 13.5.4: the event sub-processes of the enclosing scope come before the boundary of the
    // activity that holds it; a named code comes before an event that catches all; an event sub-process does not catch
    // its own throws.
    public static Catcher? Find(Turn turn, Token thrower, Func<Trigger, Match> matches)
    {
        string? from = null;
        for (var token = thrower; ;)
        {
            // What is done aside must not end or branch what it is beside.
            if (token.IsAside) return null;
            if (AtEdge(turn, token, matches) is { } edge) return edge;
            var scope = turn.Instance.Scopes[token.Scope];
            if (InScope(turn, scope, from, matches) is { } handler) return handler;
            if (scope.Owner is not { } owner) return null;
            from = scope.Kind == ScopeKind.EventSubProcess ? scope.Element : null;
            token = turn.Instance.Tokens[owner];
        }
    }

    private static Catcher? AtEdge(Turn turn, Token token, Func<Trigger, Match> matches)
    {
        if (turn.Process.NodeOf(token) is not ActivityNode { Boundary: { IsEmpty: false } boundary }) return null;
        if (Arrival.IsIteration(turn, token)) return null;
        var best = Best(boundary, node => Any(node.Trigger, matches));
        return best is null ? null : new Catcher(best, new Occurrence(token.Id, token.Scope, null));
    }

    private static Catcher? InScope(Turn turn, Scope scope, string? from, Func<Trigger, Match> matches)
    {
        if (scope.Interrupted) return null;
        if (scope.Kind is ScopeKind.MultiInstance or ScopeKind.Iteration or ScopeKind.Loop or ScopeKind.Compensation)
            return null;
        var handlers = turn.Process.BodyOf(scope.Element).EventSubProcesses;
        var best = Best(handlers, node => node.Id == from ? Match.No : Any(node.Start.Trigger!, matches));
        return best is null ? null : new Catcher(best.Start, new Occurrence(null, scope.Id, null));
    }

    private static Match Any(Trigger trigger, Func<Trigger, Match> matches) =>
        trigger is SeveralTriggers several ? several.Parts.Max(matches) : matches(trigger);

    private static TNode? Best<TNode>(ImmutableArray<TNode> nodes, Func<TNode, Match> matches) where TNode : class
    {
        TNode? any = null;
        foreach (var node in nodes)
        {
            var match = matches(node);
            if (match == Match.Exact) return node;
            if (match == Match.CatchesAll) any ??= node;
        }

        return any;
    }
}

internal enum Match { No, CatchesAll, Exact }
