namespace Samanvay.Engine;

/// <summary>What facts about compensation do to the state.</summary>
internal static class CompensationFold
{
    public static ProcessInstance Keep(ProcessInstance instance, CompensationKept fact)
    {
        var from = fact.From is { } id ? instance.Scopes[id] : null;
        var kept = new Compensable(fact.Element, from?.Kind) { Variables = from?.Variables, Inside = from?.Completed };
        return Change(instance, fact.Scope, scope => scope with { Completed = (scope.Completed ?? []).Add(kept) });
    }

    public static ProcessInstance Begin(ProcessInstance instance, CompensationBegun fact)
    {
        var kept = instance.Scopes[fact.From].Completed ?? [];
        var begun = kept.FindAll(each => fact.Activity is null || each.Element == fact.Activity);
        var left = kept.RemoveAll(begun.Contains);
        var next = Change(instance, fact.From, scope => scope with { Completed = left.IsEmpty ? null : left });
        return Change(next, fact.Scope, scope => scope with { Completed = (scope.Completed ?? []).AddRange(begun) });
    }

    public static ProcessInstance Step(ProcessInstance instance, CompensationStepped fact)
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
