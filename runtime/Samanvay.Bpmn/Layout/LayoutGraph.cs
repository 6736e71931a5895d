using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Layout;

/// <summary>A node while it is being placed; a bend of a long edge is one too, without an element.</summary>
internal sealed class LayoutNode(FlowNode? element, int width, int height, int index)
{
    public FlowNode? Element { get; } = element;
    public int Width { get; } = width;
    public int Height { get; } = height;

    /// <summary>Place in the file: whenever nothing else decides, this does.</summary>
    public int Index { get; } = index;
    public List<BoundaryEvent> Boundaries { get; } = [];
    public List<LayoutEdge> Out { get; } = [];
    public List<LayoutEdge> In { get; } = [];
    public Drawing Inside { get; init; } = Drawing.Empty;
    public int Lane { get; set; }
    public int Layer { get; set; }

    /// <summary>From the top, among the nodes of its column.</summary>
    public int Place { get; set; }
    public int X { get; set; }

    /// <summary>The centre, so that nodes of different heights line up.</summary>
    public int Y { get; set; }
    public bool IsBend => Element is null;
    public bool IsDetached => In.Count == 0 && Out.Count == 0 && !IsBend;
    public Box Box => new(X, Y - Height / 2, Width, Height);
}

/// <summary>A flow while it is being drawn. A flow that leads back is laid out in reverse.</summary>
internal sealed class LayoutEdge(string elementId, LayoutNode from, LayoutNode to, BoundaryEvent? boundary)
{
    public string ElementId { get; } = elementId;
    public LayoutNode From { get; } = from;
    public LayoutNode To { get; } = to;
    public BoundaryEvent? Boundary { get; } = boundary;
    public bool IsBack { get; set; }

    /// <summary>From, the bends on the way, and To.</summary>
    public List<LayoutNode> Chain { get; } = [];
}

internal sealed record LayoutGraph(List<LayoutNode> Nodes, List<LayoutEdge> Edges)
{
    public static LayoutGraph Of(FlowScope scope, Func<SubProcess, Drawing> drawInside)
    {
        var lanes = scope.Lanes.SelectMany(Leaves).ToList();
        var nodes = scope.Nodes.Where(node => node is not BoundaryEvent)
            .Select((node, index) => Node(node, index, drawInside)).ToList();
        foreach (var node in nodes)
            node.Lane = Math.Max(0, lanes.FindIndex(lane => lane.FlowNodeRefs.Contains(node.Element!.Id)));

        var byId = nodes.ToDictionary(node => node.Element!.Id, StringComparer.Ordinal);
        var boundaries = scope.Nodes.OfType<BoundaryEvent>().Where(boundary => byId.ContainsKey(boundary.AttachedToRef))
            .ToDictionary(boundary => boundary.Id, StringComparer.Ordinal);
        foreach (var boundary in boundaries.Values) byId[boundary.AttachedToRef].Boundaries.Add(boundary);

        var lines = scope.Flows.Select(flow => (flow.Id, flow.SourceRef, flow.TargetRef))
            .Concat(scope.Associations.Select(association =>
                (association.Id, association.SourceRef, association.TargetRef)));
        var edges = new List<LayoutEdge>();
        foreach (var (id, source, target) in lines)
        {
            var boundary = boundaries.GetValueOrDefault(source);
            if (!byId.TryGetValue(boundary?.AttachedToRef ?? source, out var from)
                || !byId.TryGetValue(target, out var to))
            {
                continue;
            }

            edges.Add(new(id, from, to, boundary));
            from.Out.Add(edges[^1]);
            to.In.Add(edges[^1]);
        }

        return new(nodes, edges);
    }

    public static IEnumerable<Lane> Leaves(Lane lane) =>
        lane.Children.IsEmpty ? [lane] : lane.Children.SelectMany(Leaves);

    private static LayoutNode Node(FlowNode node, int index, Func<SubProcess, Drawing> drawInside)
    {
        if (node is SubProcess sub)
        {
            var inside = drawInside(sub);
            return new(node, Math.Max(inside.Width, Sizes.TaskWidth), Math.Max(inside.Height, Sizes.TaskHeight), index)
            {
                Inside = inside,
            };
        }

        var (width, height) = node switch
        {
            EventNode => (Sizes.Event, Sizes.Event),
            Gateway => (Sizes.Gateway, Sizes.Gateway),
            _ => (Sizes.TaskWidth, Sizes.TaskHeight),
        };
        return new(node, width, height, index);
    }
}
