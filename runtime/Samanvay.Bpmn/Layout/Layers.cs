namespace Samanvay.Bpmn.Layout;

/// <summary>Gives every node a column: each stands right of all that lead to it, except by flows that lead
/// back.</summary>
internal static class Layers
{
    public static void Assign(LayoutGraph graph)
    {
        MarkBackEdges(graph);
        LongestPaths(graph);
        foreach (var node in graph.Nodes.Where(node => node.Out.Count > 0 && node.In.All(edge => edge.IsBack)))
        {
            // A start that leads to a late step stands just before it.
            var next = node.Out.Where(edge => !edge.IsBack).Select(edge => edge.To.Layer).DefaultIfEmpty(node.Layer + 1)
                .Min();
            node.Layer = Math.Max(node.Layer, next - 1);
        }

        foreach (var edge in graph.Edges) AddBends(graph, edge);
    }

    // Depth first without recursion: a file from outside may hold a chain of any length.
    private static void MarkBackEdges(LayoutGraph graph)
    {
        var done = new HashSet<LayoutNode>();
        var open = new HashSet<LayoutNode>();
        foreach (var start in graph.Nodes.OrderBy(node => node.In.Count > 0).ThenBy(node => node.Index))
        {
            if (done.Contains(start)) continue;
            var path = new Stack<(LayoutNode Node, int Next)>();
            path.Push((start, 0));
            open.Add(start);
            while (path.TryPop(out var step))
            {
                if (step.Next == step.Node.Out.Count)
                {
                    open.Remove(step.Node);
                    done.Add(step.Node);
                    continue;
                }

                path.Push((step.Node, step.Next + 1));
                var edge = step.Node.Out[step.Next];
                edge.IsBack = open.Contains(edge.To);
                if (edge.IsBack || done.Contains(edge.To)) continue;
                open.Add(edge.To);
                path.Push((edge.To, 0));
            }
        }
    }

    private static void LongestPaths(LayoutGraph graph)
    {
        var waiting = graph.Nodes.ToDictionary(node => node, node => node.In.Count(edge => !edge.IsBack));
        var ready = new Queue<LayoutNode>(graph.Nodes.Where(node => waiting[node] == 0));
        while (ready.TryDequeue(out var node))
        {
            foreach (var edge in node.Out.Where(edge => !edge.IsBack))
            {
                edge.To.Layer = Math.Max(edge.To.Layer, node.Layer + 1);
                if (--waiting[edge.To] == 0) ready.Enqueue(edge.To);
            }
        }
    }

    private static void AddBends(LayoutGraph graph, LayoutEdge edge)
    {
        edge.Chain.Add(edge.From);
        for (var layer = edge.From.Layer + 1; !edge.IsBack && layer < edge.To.Layer; layer++)
        {
            var bend = new LayoutNode(null, 0, Sizes.SlotGap, edge.From.Index) { Layer = layer, Lane = edge.To.Lane };
            graph.Nodes.Add(bend);
            edge.Chain.Add(bend);
        }

        edge.Chain.Add(edge.To);
    }
}
