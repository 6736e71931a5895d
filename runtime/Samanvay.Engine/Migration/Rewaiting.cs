using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Migration;

/// <summary>What waits for events: what the plan leaves out ends, what is new begins, and all else stays as it is, due
/// when it was due.</summary>
internal static class Rewaiting
{
    /// <summary>Before the elements have their new names.</summary>
    public static void End(Turn turn, MigrationMap map)
    {
        foreach (var (id, timer) in turn.Instance.Timers)
        {
            if (map.NodeOf(timer.Element) is not null) continue;
            turn.Record(new TimerCancelled(turn.Now, id));
            turn.Request(new CancelTimer(id));
        }

        foreach (var (id, each) in turn.Instance.Subscriptions)
            if (map.NodeOf(each.Element) is null) turn.Record(new SubscriptionClosed(turn.Now, id));
    }

    /// <summary>After it.</summary>
    public static void Begin(Turn turn, MigrationMap map)
    {
        Renewal.Of(turn, map);
        var mapped = map.Elements.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var token in turn.Instance.Tokens.Values)
        {
            var events = EventsOf(turn, token).Where(node => !mapped.Contains(node.Id));
            Arm(turn, events, token, token.Scope);
        }

        foreach (var scope in turn.Instance.Scopes.Values.Where(scope => WaitsBeside(turn, scope)))
        {
            var starts = turn.Process.BodyOf(scope.Element).EventSubProcesses.Select(sub => sub.Start);
            Arm(turn, starts.Where(node => !mapped.Contains(node.Id)), null, scope.Id);
        }
    }

    // A new event whose time can not be read does not wait, and the history says why; the run has moved all the same.
    private static void Arm(Turn turn, IEnumerable<ExecutableNode> events, Token? token, ScopeId scope)
    {
        var arms = events.Select(node => new Arm(node, Waits.Of(node)!)).ToList();
        if (arms.Count == 0 || Arming.TryArm(turn, arms, token?.Id, scope) is not { } failure) return;
        var place = arms[0].Event.Id;
        turn.Record(new ExpressionWarned(turn.Now, place, "timer", [failure.Message]));
    }

    private static IEnumerable<ExecutableNode> EventsOf(Turn turn, Token token)
    {
        var node = turn.Process.NodeOf(token);
        if (node is EventBasedGatewayNode && !Faults.IsFaulted(turn.Instance, token.Id))
            return node.Outgoing.Select(flow => flow.Target);
        return node is ActivityNode activity and not EventSubProcessNode && HasEdge(turn, token)
            ? activity.Boundary
            : [];
    }

    // The events at the edge wait from the moment the activity begins until its work is done.
    private static bool HasEdge(Turn turn, Token token) =>
        token is { State: not TokenState.Gathering, IsAside: false } && !Arrival.IsIteration(turn, token)
        && turn.Instance.Faults.Values.All(fault => fault.Token != token.Id || fault.Stage == FaultStage.Working);

    private static bool WaitsBeside(Turn turn, Scope scope) =>
        scope is
        {
            Kind: ScopeKind.Process or ScopeKind.SubProcess or ScopeKind.EventSubProcess or ScopeKind.AdHoc,
            Interrupted: false,
        }
        && !turn.Instance.Tokens.Values.Any(token => token.Scope == scope.Id && HasNotBegun(turn, token));

    // A scope whose start has failed lets its event sub-processes wait when the start is tried again.
    private static bool HasNotBegun(Turn turn, Token token) =>
        turn.Process.NodeOf(token) is StartEventNode
        && turn.Instance.Faults.Values.Any(fault => fault.Token == token.Id && fault.Stage != FaultStage.Leaving);
}
