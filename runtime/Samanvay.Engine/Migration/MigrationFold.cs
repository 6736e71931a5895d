using System.Collections.Immutable;

namespace Samanvay.Engine.Migration;

/// <summary>Gives everything that stands in an instance the names of the new version.</summary>
internal static class MigrationFold
{
    public static ProcessInstance Apply(ProcessInstance instance, InstanceMigrated fact)
    {
        var names = new Names(fact.Elements, fact.Flows);
        return instance with
        {
            Process = fact.Process,
            Version = fact.Version,
            Tokens = Each(instance.Tokens, token => token with
            {
                Element = names.Element(token.Element),
                Flow = token.Flow is { } flow ? names.Flow(flow) : null,
            }),
            Scopes = Each(instance.Scopes, scope => Rename(scope, names)),
            Timers = Each(instance.Timers, timer => timer with { Element = names.Element(timer.Element) }),
            Subscriptions = Each(instance.Subscriptions, each => each with { Element = names.Element(each.Element) }),
            Faults = Each(instance.Faults, fault => fault with { Element = names.Element(fault.Element) }),
        };
    }

    private static Scope Rename(Scope scope, Names names) => scope with
    {
        Element = names.Element(scope.Element),
        Completed = Rename(scope.Completed, names),
        Steps = scope.Steps?.ConvertAll(names.Element),
        Activated = scope.Activated?.ConvertAll(gateway => new ActivatedGateway(
            names.Element(gateway.Element), [.. gateway.Flows.Select(names.Flow)])),
    };

    private static ImmutableList<Compensable>? Rename(ImmutableList<Compensable>? kept, Names names) =>
        kept?.ConvertAll(each => each with
        {
            Element = names.Element(each.Element),
            Inside = Rename(each.Inside, names),
        });

    private static ImmutableSortedDictionary<TId, TItem> Each<TId, TItem>(
        ImmutableSortedDictionary<TId, TItem> items, Func<TItem, TItem> change) where TId : notnull =>
        items.SetItems(items.Select(item => KeyValuePair.Create(item.Key, change(item.Value))));

    private readonly record struct Names(
        ImmutableSortedDictionary<string, string> Elements, ImmutableSortedDictionary<string, string> Flows)
    {
        public string Element(string id) => Elements.GetValueOrDefault(id, id);

        public string Flow(string id) => Flows.GetValueOrDefault(id, id);
    }
}
