using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Soundness;

/// <summary>Where the tokens of the net are when an instance stands as it does.</summary>
internal sealed class InstanceMarking(Net net, ExecutableProcess process, ProcessInstance instance)
{
    private readonly Dictionary<(PlaceKind, string), int> _places = net.Places
        .DistinctBy(place => (place.Kind, place.Element))
        .ToDictionary(place => (place.Kind, place.Element), place => place.Index);

    private readonly ILookup<ScopeId?, Scope> _inside = instance.Scopes.Values
        .Where(scope => IsShown(instance, scope)).ToLookup(scope => scope.Parent);

    private byte[] _marking = [];
    private bool _isFull;

    /// <summary>How many readings it takes to see every round of every activity that runs many times at once.</summary>
    public int Rounds => RoundsIn(null);

    /// <summary>Null where something stands at a place that the net does not tell of, or more than it can
    /// hold.</summary>
    /// <param name="round">Of activities that run many times at once, the one that is looked at.</param>
    public byte[]? Read(int round)
    {
        (_marking, _isFull) = (new byte[net.Places.Count], false);
        Put(PlaceKind.Pool, process.Id);
        var shown = new HashSet<ScopeId>();
        Show(shown, null, round);
        foreach (var token in instance.Tokens.Values.Where(token => shown.Contains(token.Scope) && !token.IsAside))
        {
            if (!IsRound(token) && !Put(token, shown)) return null;
        }

        foreach (var scope in instance.Scopes.Values.Where(scope => shown.Contains(scope.Id))) Beside(scope);
        return _isFull ? null : _marking;
    }

    private int RoundsIn(ScopeId? parent)
    {
        var most = 1L;
        foreach (var alike in Alike(parent))
            most = Math.Max(most, alike.Count() * (long)alike.Max(scope => RoundsIn(scope.Id)));
        return (int)Math.Min(most, int.MaxValue);
    }

    // What one scope leaves of the number chooses among what is inside it, so that each is seen with each.
    private void Show(HashSet<ScopeId> shown, ScopeId? parent, int round)
    {
        foreach (var alike in Alike(parent))
        {
            var beside = alike.ToList();
            var chosen = beside[round % beside.Count].Id;
            shown.Add(chosen);
            Show(shown, chosen, round / beside.Count);
        }
    }

    private IEnumerable<IGrouping<(ScopeKind, string), Scope>> Alike(ScopeId? parent) =>
        _inside[parent].GroupBy(scope => (scope.Kind, scope.Element));

    // What happens in an ad-hoc sub-process, or while something is taken back, is one step of the net; what is done
    // once more beside the flow ends by itself.
    private static bool IsShown(ProcessInstance instance, Scope scope) =>
        scope.Kind is not (ScopeKind.AdHoc or ScopeKind.Compensation)
        && (scope.Owner is not { } owner || !instance.Tokens[owner].IsAside);

    // The rounds stand for the activity that repeats, which has a token of its own.
    private bool IsRound(Token token) =>
        instance.Scopes[token.Scope] is { Kind: ScopeKind.Iteration or ScopeKind.Loop } scope
        && scope.Element == token.Element;

    private bool Put(Token token, HashSet<ScopeId> shown)
    {
        var node = process.NodeOf(token);
        if (node is StartEventNode or BoundaryEventNode)
        {
            foreach (var flow in node.Outgoing) Put(PlaceKind.Flow, flow.Id);
            return true;
        }

        if (node is EventSubProcessNode)
        {
            return !instance.Scopes.Values.Any(scope => scope.Owner == token.Id && shown.Contains(scope.Id))
                || Put(PlaceKind.Running, node.Id);
        }

        var hasBegun = token.State != TokenState.Gathering && !IsAtFault(token);
        if (node is ActivityNode activity && hasBegun && Put(PlaceKind.Running, node.Id))
        {
            foreach (var edge in activity.Boundary.Where(edge => Waits(edge, token.Id, token.Scope)))
                Put(PlaceKind.Armed, edge.Id);
            return true;
        }

        return AtInput(node, token);
    }

    // What could not begin begins anew when it is tried again, with all that waits beside it.
    private bool IsAtFault(Token token) =>
        token.State == TokenState.Arrived
        && instance.Faults.Values.Any(fault => fault.Token == token.Id)
        && !instance.Scopes.Values.Any(scope => scope.Owner == token.Id);

    private bool AtInput(ExecutableNode node, Token token)
    {
        if (token.Flow is { } flow && node.Incoming.Any(each => each.Id == flow)) return Put(PlaceKind.Flow, flow);
        if (node is ParallelGatewayNode or InclusiveGatewayNode && node.Incoming.Length > 1) return false;
        return Put(PlaceKind.Flow, node.Id)
            || (!node.Incoming.IsEmpty && Put(PlaceKind.Flow, node.Incoming[0].Id))
            || (node is CatchEventNode { Trigger: LinkTrigger link } && Put(PlaceKind.Flow, link.Name));
    }

    private void Beside(Scope scope)
    {
        var holdsBody = scope.Kind is ScopeKind.Process or ScopeKind.SubProcess or ScopeKind.EventSubProcess;
        if (scope.Interrupted || !holdsBody) return;
        var hasBegun = !instance.Tokens.Values.Any(
            token => token.Scope == scope.Id && process.NodeOf(token) is StartEventNode && IsAtFault(token));
        foreach (var sub in process.BodyOf(scope.Element).EventSubProcesses)
            if (!hasBegun || Waits(sub.Start, null, scope.Id)) Put(PlaceKind.Armed, sub.Id);
    }

    // What is thrown needs no subscription.
    private bool Waits(ExecutableNode node, TokenId? token, ScopeId scope) =>
        Migration.Waits.Parts(Migration.Waits.Of(node)).Any(part => part is ErrorTrigger or EscalationTrigger)
        || instance.Timers.Values.Any(
            timer => timer.Element == node.Id && timer.Token == token && timer.Scope == scope)
        || instance.Subscriptions.Values.Any(
            each => each.Element == node.Id && each.Token == token && each.Scope == scope);

    private bool Put(PlaceKind kind, string element)
    {
        if (!_places.TryGetValue((kind, element), out var place)) return false;
        if (_marking[place] == byte.MaxValue - 1) _isFull = true;
        else _marking[place]++;
        return true;
    }
}
