using System.Diagnostics;

namespace Samanvay.Engine;

/// <summary>What facts do to what a scope keeps for itself: what it completed, did and waits for.</summary>
internal static class ScopeFold
{
    public static ProcessInstance Apply(ProcessInstance instance, Fact fact) => fact switch
    {
        CompensationKept kept => Keep(instance, kept),
        CompensationBegun begun => Begin(instance, begun),
        CompensationStepped stepped => Step(instance, stepped),
        AdHocStepCompleted done => Change(instance, done.Scope, scope => scope.Steps?.Contains(done.Element) == true
            ? scope
            : scope with { Steps = (scope.Steps ?? []).Add(done.Element) }),
        AdHocClosed closed => Change(instance, closed.Scope, scope => scope with { IsClosed = true }),
        ComplexGatewayActivated activated => Change(instance, activated.Scope, scope => scope with
        {
            Activated = (scope.Activated ?? []).Add(new(activated.Element, activated.Flows)),
        }),
        ComplexGatewayReset reset => Change(instance, reset.Scope, scope => scope with
        {
            Activated = scope.Activated!.RemoveAll(each => each.Element == reset.Element) is { IsEmpty: false } left
                ? left
                : null,
        }),
        _ => throw new UnreachableException($"No case for the fact {fact.GetType().Name}."),
    };

    private static ProcessInstance Keep(ProcessInstance instance, CompensationKept fact)
    {
        var from = fact.From is { } id ? instance.Scopes[id] : null;
        var kept = new Compensable(fact.Element, from?.Kind) { Variables = from?.Variables, Inside = from?.Completed };
        return Change(instance, fact.Scope, scope => scope with { Completed = (scope.Completed ?? []).Add(kept) });
    }

    private static ProcessInstance Begin(ProcessInstance instance, CompensationBegun fact)
    {
        var kept = instance.Scopes[fact.From].Completed ?? [];
        var begun = kept.FindAll(each => fact.Activity is null || each.Element == fact.Activity);
        var left = kept.RemoveAll(begun.Contains);
        var next = Change(instance, fact.From, scope => scope with { Completed = left.IsEmpty ? null : left });
        return Change(next, fact.Scope, scope => scope with { Completed = (scope.Completed ?? []).AddRange(begun) });
    }

    private static ProcessInstance Step(ProcessInstance instance, CompensationStepped fact)
    {
        var pending = instance.Scopes[fact.Scope].Completed!;
        var last = pending[^1];
        var left = pending.RemoveAt(pending.Count - 1);
        var next = Change(instance, fact.Scope, scope => scope with { Completed = left });
        return fact.Into is not { } inner ? next : Change(next, inner, scope => scope with
        {
            Completed = last.Inside,
            IsHandled = fact.IsHandled,
        });
    }

    private static ProcessInstance Change(ProcessInstance instance, ScopeId id, Func<Scope, Scope> change) =>
        instance with { Scopes = instance.Scopes.SetItem(id, change(instance.Scopes[id])) };
}
