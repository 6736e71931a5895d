namespace Samanvay.Bpmn.Layout;

/// <summary>Orders the nodes of each column so that few lines cross, and gives them heights so that lines are
/// straight.</summary>
internal sealed class Rows
{
    private const int Sweeps = 8;

    private readonly List<List<LayoutNode>> _layers;
    private readonly Dictionary<LayoutNode, List<(LayoutNode Node, int Below)>> _before = [];
    private readonly Dictionary<LayoutNode, List<(LayoutNode Node, int Below)>> _after = [];
    private readonly List<(int Top, int Bottom)> _bands = [];

    private Rows(LayoutGraph graph, int laneCount)
    {
        var attached = graph.Nodes.Where(node => laneCount > 0 || !node.IsDetached).ToList();
        var last = attached.Select(node => node.Layer).DefaultIfEmpty(-1).Max();
        var byLayer = attached.ToLookup(node => node.Layer);
        _layers = [.. Enumerable.Range(0, last + 1).Select(layer => byLayer[layer].ToList())];
        foreach (var node in attached)
        {
            _before[node] = [];
            _after[node] = [];
        }

        foreach (var edge in graph.Edges.Where(edge => !edge.IsBack)) Connect(edge);
        Bands(laneCount);
    }

    /// <summary>The lanes' upper and lower borders; empty where there are none.</summary>
    public static IReadOnlyList<(int Top, int Bottom)> Assign(LayoutGraph graph, int laneCount)
    {
        var rows = new Rows(graph, laneCount);
        rows.Order();
        rows.Place();
        foreach (var edge in graph.Edges.Concat(graph.Edges)) rows.Straighten(edge);
        return laneCount == 0 ? [] : rows._bands;
    }

    private void Connect(LayoutEdge edge)
    {
        // What leaves at a boundary event goes on below its step.
        var below = edge.Boundary is null ? 0 : edge.From.Height / 2 + Sizes.TaskHeight;
        for (var step = 1; step < edge.Chain.Count; step++)
        {
            _before[edge.Chain[step]].Add((edge.Chain[step - 1], step == 1 ? below : 0));
            _after[edge.Chain[step - 1]].Add((edge.Chain[step], step == 1 ? -below : 0));
        }
    }

    private void Bands(int laneCount)
    {
        var top = 0;
        for (var lane = 0; lane < laneCount; lane++)
        {
            var highest = _layers.Select(layer => StackHeight([.. layer.Where(node => node.Lane == lane)]))
                .DefaultIfEmpty(0).Max();
            var height = Math.Max(highest, Sizes.TaskHeight) + Sizes.RowGap;
            _bands.Add((top, top + height));
            top += height;
        }

        if (laneCount == 0) _bands.Add((-1_000_000, 1_000_000));
    }

    private void Order()
    {
        foreach (var layer in _layers)
        {
            layer.Sort((a, b) => (a.Lane, a.Index).CompareTo((b.Lane, b.Index)));
            Number(layer);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var layer in forward ? _layers : Enumerable.Reverse(_layers))
            {
                Order(layer, forward ? _before
                : _after);
            }
        }
    }

    private static void Order(List<LayoutNode> layer, Dictionary<LayoutNode,
        List<(LayoutNode Node, int Below)>> neighbours)
    {
        var weighed = layer.Select(node => (
            Node: node,
            Weight: neighbours[node].Count == 0
                ? node.Place : neighbours[node].Average(other => other.Node.Place + (other.Below > 0 ? 0.5 : 0))));
        var ordered = weighed.OrderBy(pair => pair.Node.Lane).ThenBy(pair => pair.Weight)
            .ThenBy(pair => pair.Node.Place).Select(pair => pair.Node).ToList();
        layer.Clear();
        layer.AddRange(ordered);
        Number(layer);
    }

    private static void Number(List<LayoutNode> layer)
    {
        for (var place = 0; place < layer.Count; place++) layer[place].Place = place;
    }

    private void Place()
    {
        foreach (var layer in _layers)
            foreach (var lane in layer.GroupBy(node => node.Lane)) Stack([.. lane], node => node.Y);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forward = sweep % 2 == 0;
            var neighbours = forward ? _before : _after;
            foreach (var layer in forward ? _layers : Enumerable.Reverse(_layers))
            {
                foreach (var lane in layer.GroupBy(node => node.Lane))
                {
                    Stack([.. lane], node => neighbours[node].Count == 0
                        ? node.Y : (int)neighbours[node].Average(other => other.Node.Y + other.Below));
                }
            }
        }
    }

    /// <summary>Puts nodes as near as their order, their distance and their lane allow to where they want to
    /// be.</summary>
    private void Stack(List<LayoutNode> nodes, Func<LayoutNode, int> wanted)
    {
        var (top, bottom) = Inside(nodes);
        var wishes = nodes.Select(wanted).ToList();
        var down = new int[nodes.Count];
        var up = new int[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
            down[i] = Math.Max(wishes[i], i == 0 ? top : down[i - 1] + Distance(nodes[i - 1], nodes[i]));
        for (var i = nodes.Count - 1; i >= 0; i--)
            up[i] = Math.Min(wishes[i], i == nodes.Count - 1 ? bottom : up[i + 1] - Distance(nodes[i], nodes[i + 1]));
        for (var i = 0; i < nodes.Count; i++) nodes[i].Y = Round((down[i] + up[i]) / 2);
        Clamp(nodes, top, bottom);
    }

    /// <summary>Lets a long line run at one height, where there is room for it in every column that it
    /// passes.</summary>
    private void Straighten(LayoutEdge edge)
    {
        var bends = edge.Chain.Where(node => node.IsBend).ToList();
        if (bends.Count == 0) return;
        var heights = (edge.Boundary is null ? edge.Chain : edge.Chain.Skip(1)).Select(node => node.Y).Distinct();
        var straight = heights.Where(y => bends.TrueForAll(bend => HasRoom(bend, y))).Take(1).ToList();
        if (straight.Count == 0) return;
        foreach (var bend in bends) bend.Y = straight[0];
    }

    private bool HasRoom(LayoutNode bend, int y)
    {
        var layer = _layers[bend.Layer];
        var place = bend.Place;
        var band = _bands[Math.Min(bend.Lane, _bands.Count - 1)];
        return y > band.Top && y < band.Bottom
            && (place == 0 || y - layer[place - 1].Y >= Distance(layer[place - 1], bend))
            && (place == layer.Count - 1 || layer[place + 1].Y - y >= Distance(bend, layer[place + 1]));
    }

    private (int Top, int Bottom) Inside(List<LayoutNode> nodes)
    {
        var band = _bands[Math.Min(nodes[0].Lane, _bands.Count - 1)];
        return (band.Top + (nodes[0].Height + Sizes.RowGap) / 2, band.Bottom - Below(nodes[^1]) - Sizes.RowGap / 2);
    }

    private static void Clamp(List<LayoutNode> nodes, int top, int bottom)
    {
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            nodes[i].Y = Math.Min(nodes[i].Y, i == nodes.Count - 1 ? bottom
                : nodes[i + 1].Y - Distance(nodes[i], nodes[i + 1]));
        }

        for (var i = 0; i < nodes.Count; i++)
            nodes[i].Y = Math.Max(nodes[i].Y, i == 0 ? top : nodes[i - 1].Y + Distance(nodes[i - 1], nodes[i]));
    }

    private static int StackHeight(List<LayoutNode> nodes) => nodes.Count == 0
        ? 0
        : nodes[0].Height / 2 + Below(nodes[^1]) + nodes.Zip(nodes.Skip(1), Distance).Sum()
        + nodes.Count * Sizes.SlotGap;

    private static int Distance(LayoutNode upper, LayoutNode lower)
    {
        var gap = upper.IsBend && lower.IsBend ? Sizes.SlotGap : upper.IsBend || lower.IsBend ? Sizes.RowGap / 2
            : Sizes.RowGap;
        return Round(Below(upper) + lower.Height / 2 + gap + 9);
    }

    // Boundary events hang over the lower edge, and their lines leave there one below the other.
    private static int Below(LayoutNode node) =>
        node.Height / 2 + (node.Boundaries.Count == 0 ? 0 : Sizes.Event / 2
            + (node.Boundaries.Count + 1) * Sizes.SlotGap);

    private static int Round(int value) => (int)Math.Floor(value / 10.0) * 10;
}
