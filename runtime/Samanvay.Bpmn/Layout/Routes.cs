using System.Collections.Immutable;

namespace Samanvay.Bpmn.Layout;

/// <summary>Draws the lines, with right angles only, in the gaps between columns.</summary>
internal static class Routes
{
    public static IEnumerable<Edge> Draw(LayoutGraph graph, Columns columns)
    {
        var top = graph.Nodes.Select(node => node.Box.Y).DefaultIfEmpty(0).Min();
        var backs = 0;
        foreach (var edge in graph.Edges)
        {
            yield return new(edge.ElementId, Straightened(edge.IsBack
                ? Back(edge, columns, top - 20 - Sizes.SlotGap * backs++) : Forward(edge, columns)));
        }

        foreach (var node in graph.Nodes.Where(node => !node.IsDetached || node.X >= 0))
            foreach (var inner in node.Inside.Moved(node.Box.X, node.Box.Y).Edges) yield return inner;
    }

    private static IEnumerable<Spot> Forward(LayoutEdge edge, Columns columns)
    {
        var y = edge.From.Y;
        if (edge.Boundary is null) yield return new(edge.From.Box.Right, y);
        else
            foreach (var spot in LeaveBoundary(edge, out y)) yield return spot;

        for (var step = 1; step < edge.Chain.Count; step++)
        {
            var (from, to) = (edge.Chain[step - 1], edge.Chain[step]);
            if (y != to.Y)
            {
                var x = columns.Turn(from.Layer, from)
                    + (step == 1 && edge.Boundary is not null ? Sizes.SlotGap / 2 : 0);
                yield return new(x, y);
                yield return new(x, to.Y);
            }

            y = to.Y;
        }

        yield return new(edge.To.Box.X, edge.To.Y);
    }

    private static Spot[] LeaveBoundary(LayoutEdge edge, out int y)
    {
        var box = ScopeLayout.BoundaryBox(edge.From, edge.Boundary!);
        y = box.Bottom + Sizes.SlotGap * (1 + edge.From.Boundaries.IndexOf(edge.Boundary!));
        return [new(box.Centre.X, box.Bottom), new(box.Centre.X, y)];
    }

    // Over the top: no step stands there.
    private static IEnumerable<Spot> Back(LayoutEdge edge, Columns columns, int above)
    {
        var y = edge.From.Y;
        if (edge.Boundary is null) yield return new(edge.From.Box.Right, y);
        else
            foreach (var spot in LeaveBoundary(edge, out y)) yield return spot;

        var right = columns.Turn(edge.From.Layer, edge.From);
        var left = columns.Turn(edge.To.Layer - 1, edge.To);
        yield return new(right, y);
        yield return new(right, above);
        yield return new(left, above);
        yield return new(left, edge.To.Y);
        yield return new(edge.To.Box.X, edge.To.Y);
    }

    private static ImmutableArray<Spot> Straightened(IEnumerable<Spot> spots)
    {
        var kept = new List<Spot>();
        foreach (var spot in spots)
        {
            if (kept.Count > 0 && kept[^1] == spot) continue;
            var onLine = kept.Count > 1
                && ((kept[^2].X == kept[^1].X && kept[^1].X == spot.X)
                    || (kept[^2].Y == kept[^1].Y && kept[^1].Y == spot.Y));
            if (onLine) kept[^1] = spot;
            else kept.Add(spot);
        }

        return [.. kept];
    }
}
