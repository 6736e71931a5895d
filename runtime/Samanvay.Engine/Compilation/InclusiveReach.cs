using System.Collections.Frozen;

namespace Samanvay.Engine.Compilation;

/// <summary>Which incoming flows of an inclusive or complex join a token at a node can lead to, without passing the
/// join itself.</summary>
/// <param name="Sends">It can come to, or send another to by an event at its edge that leaves it running.</param>
/// <param name="Goes">It can come to itself.</param>
internal sealed record InclusiveReach(FrozenSet<string> Sends, FrozenSet<string> Goes)
{
    public static FrozenDictionary<string, InclusiveReach> Of(ExecutableNode gateway, List<ExecutableNode> nodes)
    {
        var sends = Upstream(gateway, crossing: true);
        var goes = Upstream(gateway, crossing: false);
        return nodes.Where(node => sends.Contains(node.Id)).ToFrozenDictionary(
            node => node.Id,
            node => new InclusiveReach(
                sends[node.Id].ToFrozenSet(StringComparer.Ordinal), goes[node.Id].ToFrozenSet(StringComparer.Ordinal)),
            StringComparer.Ordinal);
    }

    private static ILookup<string, string> Upstream(ExecutableNode gateway, bool crossing) =>
        gateway.Incoming.SelectMany(flow => Upstream(flow, gateway, crossing).Select(node => (node, flow.Id)))
            .ToLookup(reached => reached.node, reached => reached.Id, StringComparer.Ordinal);

    private static HashSet<string> Upstream(ExecutableFlow incoming, ExecutableNode gateway, bool crossing)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { gateway.Id };
        var open = new Stack<ExecutableNode>([incoming.Source]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node.Id)) continue;
            foreach (var flow in node.Incoming) open.Push(flow.Source);
            // A token in an activity can also leave by an event at its edge, if that interrupts it.
            if (node is BoundaryEventNode boundary && (crossing || boundary.IsInterrupting)) open.Push(boundary.Host);
        }

        seen.Remove(gateway.Id);
        return seen;
    }
}
