using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Gateways;

/// <summary>Goes on as soon as its activation condition holds, then waits for the rest before it can begin again
/// (BPMN 2.0.2, 13.4.5).</summary>
internal static class ComplexGatewayBehavior
{
    public static void Enter(Turn turn, ComplexGatewayNode gateway, Token token)
    {
        var scope = turn.Instance.Scopes[token.Scope];
        // In its second phase the answer depends on all other tokens: it is asked when nothing else can move.
        if (IsWaitingForReset(scope, gateway)) return;
        var tokens = Waiting(turn.Instance, gateway, scope.Id);
        var isActive = IsActive(turn, gateway, token, tokens, out var failure);
        var flows = failure is null && isActive
            ? Choose(turn, gateway, Site.Of(token), isStart: true, tokens.Count, out failure)
            : [];
        if (failure is not null) Faults.Raise(turn, token, FaultStage.Working, failure);
        else if (isActive) Activate(turn, gateway, tokens, flows);
    }

    /// <summary>Resets one gateway that can be, and says whether there was one.</summary>
    public static bool ResetOne(Turn turn)
    {
        if (!turn.Process.HasComplexGateway || !turn.Instance.IsRunning) return false;
        foreach (var (_, scope) in turn.Instance.Scopes)
        {
            if (scope.Activated is null) continue;
            foreach (var (id, used) in scope.Activated)
            {
                var gateway = (ComplexGatewayNode)turn.Process.Node(id);
                if (MayGrow(turn, gateway, scope.Id, used)) continue;
                Reset(turn, gateway, scope.Id, used);
                return true;
            }
        }

        return false;
    }

    public static IReadOnlyList<ExecutableFlow> Choose(
        Turn turn, ExecutableNode gateway, Site site, bool isStart, int count, out Failure? failure)
    {
        failure = null;
        var extra = FeelContext.Of(
            ("waitingForStart", FeelValue.Of(isStart)), ("activationCount", FeelValue.Of(count)));
        var taken = new List<ExecutableFlow>();
        foreach (var flow in gateway.Outgoing.Where(flow => !flow.IsDefault))
        {
            // A flow without condition belongs to the first phase: the discriminator sends one token, not two.
            var holds = flow.Condition is { } condition
                ? turn.Holds(site, $"the condition of flow '{flow.Id}'", condition, out failure, extra)
                : isStart;
            if (failure is not null) return [];
            if (holds == true) taken.Add(flow);
        }

        if (taken.Count > 0 || !isStart) return taken;
        if (gateway.Outgoing.FirstOrDefault(flow => flow.IsDefault) is { } byDefault) return [byDefault];
        if (!gateway.Outgoing.IsEmpty) failure = Failure.NoFlow(gateway.Id);
        return taken;
    }

    private static bool IsActive(
        Turn turn, ComplexGatewayNode gateway, Token token, List<Token> tokens, out Failure? failure)
    {
        failure = null;
        if (gateway.ActivationCondition is not { } condition) return true;
        var counts = FeelContext.Of(("activationCount", FeelValue.Of(tokens.Count)));
        foreach (var flow in gateway.Incoming)
        {
            var name = flow.Id.Replace('-', '_');
            counts = counts.With(name, FeelValue.Of(tokens.Count(each => each.Flow == flow.Id)));
        }

        return turn.Holds(Site.Of(token), "the activation condition", condition, out failure, counts) == true;
    }

    private static void Activate(
        Turn turn, ComplexGatewayNode gateway, List<Token> tokens, IReadOnlyList<ExecutableFlow> flows)
    {
        var used = tokens.DistinctBy(token => token.Flow).ToList();
        var names = used.Select(token => token.Flow).OfType<string>().Order(StringComparer.Ordinal).ToArray();
        if (names.Length < gateway.Incoming.Length)
            turn.Record(new ComplexGatewayActivated(turn.Now, used[0].Scope, gateway.Id, [.. names]));
        foreach (var other in used.Skip(1))
            turn.Record(new TokenLeft(turn.Now, other.Id, other.Element, TokenOutcome.Completed));
        Departure.LeaveBy(turn, used[0], flows);
    }

    private static void Reset(Turn turn, ComplexGatewayNode gateway, ScopeId scope, IReadOnlyList<string> used)
    {
        var rest = Waiting(turn.Instance, gateway, scope).Where(token => !used.Contains(token.Flow!))
            .DistinctBy(token => token.Flow).ToList();
        var flows = Choose(turn, gateway, new Site(gateway.Id, scope), isStart: false, rest.Count, out var failure);
        turn.Record(new ComplexGatewayReset(turn.Now, scope, gateway.Id));
        if (failure is not null && rest.Count > 0)
        {
            Faults.Raise(turn, rest[0], FaultStage.Leaving, failure);
            rest.RemoveAt(0);
        }

        foreach (var token in rest)
            turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Completed));
        foreach (var flow in flows) turn.Arrive(flow.Target, scope, flow.Id);
        if (Waiting(turn.Instance, gateway, scope) is [var next, ..]) turn.Enqueue(next);
        else Scopes.EndIfEmpty(turn, scope);
    }

    private static bool IsWaitingForReset(Scope scope, ComplexGatewayNode gateway) =>
        scope.Activated?.Exists(each => each.Element == gateway.Id) == true;

    private static List<Token> Waiting(ProcessInstance instance, ComplexGatewayNode gateway, ScopeId scope) =>
        [.. instance.Tokens.Values.Where(token => token.Element == gateway.Id && token.Scope == scope
            && !Faults.IsFaulted(instance, token.Id))];

    // BPMN 2.0.2, 13.4.5: it is reset when every flow that was not used has its token, or can get none any more.
    private static bool MayGrow(Turn turn, ComplexGatewayNode gateway, ScopeId scope, IReadOnlyList<string> used)
    {
        var here = Waiting(turn.Instance, gateway, scope);
        var missing = gateway.Incoming.Select(flow => flow.Id)
            .Where(flow => !used.Contains(flow) && !here.Exists(token => token.Flow == flow)).ToList();
        return missing.Count > 0 && turn.Instance.Tokens.Values.Any(token => token.Scope == scope
            && !token.IsAside && token.Element != gateway.Id
            && gateway.Reach.TryGetValue(token.Element, out var reach) && reach.Sends.Any(missing.Contains));
    }
}
