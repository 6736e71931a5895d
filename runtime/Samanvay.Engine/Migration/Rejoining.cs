using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Migration;

/// <summary>Gateways look at what waits before them when a token comes; where the drawing has changed around those that
/// wait already, they look once more.</summary>
internal static class Rejoining
{
    public static void LookAgain(Turn turn, MigrationMap map)
    {
        var changed = map.Elements.Where(pair => HasChanged(map, pair.Key)).Select(pair => pair.Value)
            .ToHashSet(StringComparer.Ordinal);
        var waiting = turn.Instance.Tokens.Values
            .Where(token => token.State == TokenState.Arrived && changed.Contains(token.Element)
                && !Faults.IsFaulted(turn.Instance, token.Id))
            .DistinctBy(token => (token.Element, token.Scope));
        foreach (var token in waiting) turn.Enqueue(token);
    }

    private static bool HasChanged(MigrationMap map, string element)
    {
        if (map.Source.Find(element) is not { } before || map.NodeOf(element) is not { } after) return false;
        return before is ParallelGatewayNode or InclusiveGatewayNode or ComplexGatewayNode
            && (before.Incoming.Length != after.Incoming.Length
                || before.Incoming.Any(flow => map.FlowOf(flow.Id) is null)
                || Activation(before) != Activation(after));
    }

    private static string? Activation(ExecutableNode node) => (node as ComplexGatewayNode)?.ActivationCondition?.Text;
}
