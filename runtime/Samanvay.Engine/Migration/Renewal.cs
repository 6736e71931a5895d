using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Migration;

/// <summary>Events that wait in both versions, but for another message, signal or condition in the new one: from now on
/// they wait for that.</summary>
internal static class Renewal
{
    public static void Of(Turn turn, MigrationMap map)
    {
        var before = map.Elements.Where(pair => map.Target.Find(pair.Value) is not null)
            .ToLookup(pair => pair.Value, pair => map.Source.Find(pair.Key), StringComparer.Ordinal);
        var groups = turn.Instance.Subscriptions.Values.GroupBy(each => (each.Element, each.Token, each.Scope));
        foreach (var group in groups.ToList())
        {
            var node = turn.Process.Node(group.Key.Element);
            if (before[node.Id].Any(old => SaysTheSame(Waits.Of(old), Waits.Of(node)))) continue;
            Renew(turn, node, [.. group]);
        }
    }

    private static void Renew(Turn turn, ExecutableNode node, List<EventSubscription> waiting)
    {
        var parts = Waits.Parts(Waits.Of(node)).ToList();
        var needsAll = Waits.Of(node) is SeveralTriggers { NeedsAll: true };
        var (token, scope) = (waiting[0].Token, waiting[0].Scope);
        foreach (var old in waiting.Where(each => each.Kind != SubscriptionKind.Arrived))
            turn.Record(new SubscriptionClosed(turn.Now, old.Id));
        for (var index = 0; index < parts.Count; index++)
        {
            var part = needsAll ? index : (int?)null;
            if (parts[index] is TimerTrigger || waiting.Exists(each => HasCome(each, part))) continue;
            Subscriptions.Open(turn, new Arm(node, parts[index]) { Part = part }, token, scope);
        }
    }

    private static bool HasCome(EventSubscription each, int? part) =>
        each.Kind == SubscriptionKind.Arrived && each.Part == part;

    private static bool SaysTheSame(Trigger? before, Trigger? after) =>
        Waits.Parts(before).Select(Said).SequenceEqual(Waits.Parts(after).Select(Said), StringComparer.Ordinal);

    // A timer says nothing here: one that waits keeps its time whatever is written now.
    private static string Said(Trigger trigger) => trigger switch
    {
        MessageTrigger message => $"{string.Join('\n', message.Names)}\n\n{Key(message.Key)}",
        SignalTrigger signal => signal.Name,
        ConditionTrigger condition => condition.Condition.Text,
        _ => "",
    };

    private static string? Key(ExecutableValue? key) =>
        key is null ? null : key.Expression?.Text ?? key.Variable ?? key.Constant?.ToString();
}
