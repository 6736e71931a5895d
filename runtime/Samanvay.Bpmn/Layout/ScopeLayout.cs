using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Layout;

/// <summary>Draws what lies in one process or sub-process, left to right.</summary>
internal static class ScopeLayout
{
    public static Drawing Draw(FlowScope scope)
    {
        var graph = LayoutGraph.Of(scope, DrawInside);
        var lanes = scope.Lanes.SelectMany(LayoutGraph.Leaves).ToList();
        Layers.Assign(graph);
        var bands = Rows.Assign(graph, lanes.Count);
        var columns = Columns.Assign(graph, lanes.Count > 0);

        var shapes = graph.Nodes.SelectMany(Shapes).ToList();
        var edges = Routes.Draw(graph, columns).ToList();
        var main = Normalised(shapes, edges, bands.Count > 0);
        var below = lanes.Count > 0 ? main : WithDetached(main, [.. graph.Nodes.Where(node => node.IsDetached)]);
        var withData = DataLayout.Add(below, scope);
        return lanes.Count > 0 ? LaneLayout.Add(withData, scope, bands) : withData;
    }

    private static Drawing DrawInside(SubProcess sub)
    {
        var inside = Draw(sub.Body);
        return inside.Moved(Sizes.Padding, Sizes.Padding + Sizes.Title / 2) with
        {
            Width = inside.Width + 2 * Sizes.Padding,
            Height = inside.Height + 2 * Sizes.Padding + Sizes.Title / 2,
        };
    }

    private static IEnumerable<Shape> Shapes(LayoutNode node)
    {
        if (node.Element is null || (node.IsDetached && node.X < 0)) yield break;
        yield return new(node.Element.Id, node.Box) { IsExpanded = node.Element is SubProcess };
        foreach (var shape in node.Inside.Moved(node.Box.X, node.Box.Y).Shapes) yield return shape;
        foreach (var boundary in node.Boundaries) yield return new(boundary.Id, BoundaryBox(node, boundary));
    }

    /// <summary>Boundary events stand side by side on the lower edge, from the right.</summary>
    public static Box BoundaryBox(LayoutNode host, BoundaryEvent boundary)
    {
        var place = host.Boundaries.IndexOf(boundary);
        var step = Math.Min(Sizes.Event + Sizes.SlotGap, Math.Max(1, host.Width / host.Boundaries.Count));
        return new(host.Box.Right - Sizes.Event - Sizes.SlotGap / 2 - place * step, host.Box.Bottom - Sizes.Event / 2,
            Sizes.Event, Sizes.Event);
    }

    private static Drawing Normalised(List<Shape> shapes, List<Edge> edges, bool hasLanes)
    {
        if (shapes.Count == 0) return Drawing.Empty;
        var spots = edges.SelectMany(edge => edge.Spots).ToList();
        var left = Math.Min(shapes.Min(shape => shape.Box.X),
            spots.Select(spot => spot.X).DefaultIfEmpty(int.MaxValue).Min());
        var top = Math.Min(shapes.Min(shape => shape.Box.Y),
            spots.Select(spot => spot.Y).DefaultIfEmpty(int.MaxValue).Min());
        var right = Math.Max(shapes.Max(shape => shape.Box.Right),
            spots.Select(spot => spot.X).DefaultIfEmpty(0).Max());
        var bottom = Math.Max(shapes.Max(shape => shape.Box.Bottom),
            spots.Select(spot => spot.Y).DefaultIfEmpty(0).Max());
        // The lanes' borders are where the rows were given their heights: they must not move.
        var up = hasLanes ? 0 : top;
        return new Drawing(right - left, bottom - up, [.. shapes], [.. edges]).Moved(-left, -up);
    }

    private static Drawing WithDetached(Drawing main, List<LayoutNode> detached)
    {
        var drawing = main;
        var (x, y, rowHeight) = (0, main.Height == 0 ? 0 : main.Height + Sizes.RowGap, 0);
        var widthMax = Math.Max(main.Width, 800);
        foreach (var node in detached)
        {
            if (x > 0 && x + node.Width > widthMax) (x, y, rowHeight) = (0, y + rowHeight + Sizes.RowGap, 0);
            node.X = x;
            node.Y = y + node.Height / 2;
            var inside = node.Inside.Moved(x, y);
            drawing = drawing with
            {
                Width = Math.Max(drawing.Width, x + node.Width),
                Height = Math.Max(drawing.Height, y + node.Height),
                Shapes = [.. drawing.Shapes, .. Shapes(node)],
                Edges = [.. drawing.Edges, .. inside.Edges],
            };
            rowHeight = Math.Max(rowHeight, node.Height + (node.Boundaries.Count > 0 ? Sizes.Event : 0));
            x += node.Width + Sizes.ColumnGap;
        }

        return drawing;
    }
}
