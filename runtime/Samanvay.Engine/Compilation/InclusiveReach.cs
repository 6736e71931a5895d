using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samanvay.Engine.Compilation;

/// <summary>For an inclusive or complex join: which of its incoming flows can be reached from where, without passing
/// the join itself.</summary>
internal static class InclusiveReach
{
    public static FrozenDictionary<string, ImmutableArray<string>> Of(
        ExecutableNode gateway, List<ExecutableNode> nodes)
    {
        var reach = nodes.ToDictionary(node => node.Id, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var flow in gateway.Incoming) Mark(flow, gateway, reach);
        return reach.Where(entry => entry.Value.Count > 0)
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToImmutableArray(), StringComparer.Ordinal);
    }

    private static void Mark(
        ExecutableFlow incoming, ExecutableNode gateway, Dictionary<string, List<string>> reach)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { gateway.Id };
        var open = new Stack<ExecutableNode>([incoming.Source]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node.Id)) continue;
            reach[node.Id].Add(incoming.Id);
            foreach (var flow in node.Incoming) open.Push(flow.Source);
            // A token in an activity can also leave by an event at its edge.
            if (node is BoundaryEventNode boundary) open.Push(boundary.Host);
        }
    }
}
