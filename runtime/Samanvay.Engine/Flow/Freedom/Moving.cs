using System.Collections.Immutable;
using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Flow.Freedom;

/// <summary>A person takes a token from where it is to another element of the same scope; what is open there is taken
/// back.</summary>
internal static class Moving
{
    public static Rejection? Move(Turn turn, MoveToken command)
    {
        if (turn.Find(command.Token) is not { } token) return new TokenNotFound(command.Token);
        if (Refuse(turn.Process, turn.Instance, token, command.To) is { } refusal) return refusal;
        turn.Record(new TokenMoved(turn.Now, token.Id, token.Element, command.To, command.Reason, command.By));
        // The new token comes first: the scope must not look empty in between.
        var moved = turn.Place(turn.Process.Node(command.To), token.Scope, null);
        Interruption.Interrupt(turn, token, WithdrawalReason.Moved);
        turn.Enqueue(moved);
        return null;
    }

    /// <summary>Where the token can go on, in the order of the ids.</summary>
    public static ImmutableArray<string> Targets(ExecutableProcess process, ProcessInstance instance, Token token) =>
        IsMovable(process, instance, token)
            ? [.. process.Nodes.Keys.Order(StringComparer.Ordinal)
                .Where(id => RefuseTarget(process, instance, token, id) is null)]
            : [];

    private static Rejection? Refuse(ExecutableProcess process, ProcessInstance instance, Token token, string to) =>
        IsMovable(process, instance, token)
            ? RefuseTarget(process, instance, token, to)
            : new TokenNotMovable(token.Id, token.Element);

    private static Rejection? RefuseTarget(
        ExecutableProcess process, ProcessInstance instance, Token token, string to)
    {
        // One of the rounds of an activity can begin anew, and be nothing else.
        if (Arrival.IsIteration(instance, token))
            return token.Element == to ? null : new TargetNotFound(to);
        var within = instance.Scopes[token.Scope].Element;
        return process.Nodes.GetValueOrDefault(to) is { } target && target.Within == within
            ? RefuseTarget(target)
            : new TargetNotFound(to);
    }

    private static Rejection? RefuseTarget(ExecutableNode target) => target switch
    {
        StartEventNode or BoundaryEventNode or EventSubProcessNode => new TargetNotEnterable(target.Id),
        ActivityNode activity when activity.IsForCompensation => new TargetNotEnterable(target.Id),
        ParallelGatewayNode or InclusiveGatewayNode or ComplexGatewayNode when target.Incoming.Length > 1 =>
            new TargetWaitsForOthers(target.Id),
        _ => null,
    };

    // A step done aside has no way to go on; what takes back or handles an event is bound to what called for it.
    private static bool IsMovable(ExecutableProcess process, ProcessInstance instance, Token token) =>
        !token.IsAside && process.NodeOf(token) is not EventSubProcessNode
        && !instance.Scopes.Values.Any(scope => scope.Kind == ScopeKind.Compensation && scope.Owner == token.Id)
        && !IsCompensating(instance, token);

    private static bool IsCompensating(ProcessInstance instance, Token token)
    {
        for (var scope = instance.Scopes[token.Scope]; ; scope = instance.Scopes[scope.Parent.Value])
        {
            if (scope.Kind == ScopeKind.Compensation) return true;
            if (scope.Parent is null) return false;
        }
    }
}
