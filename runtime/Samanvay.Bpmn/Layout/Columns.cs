namespace Samanvay.Bpmn.Layout;

/// <summary>Where the columns stand, and in which slot between two columns the lines of a node turn.</summary>
internal sealed class Columns
{
    private readonly Dictionary<(int Gap, LayoutNode Node), int> _slots = [];
    private readonly Dictionary<int, int> _slotCounts = [];
    private readonly List<(int Left, int Right)> _columns = [];

    private Columns(LayoutGraph graph, bool withDetached)
    {
        foreach (var edge in graph.Edges) Reserve(edge);
        var placed = graph.Nodes.Where(node => withDetached || !node.IsDetached).ToList();
        var last = placed.Select(node => node.Layer).DefaultIfEmpty(-1).Max();
        var byLayer = placed.ToLookup(node => node.Layer);
        var x = 0;
        for (var layer = 0; layer <= last; layer++)
        {
            var nodes = byLayer[layer].ToList();
            var width = Math.Max(Sizes.TaskWidth, nodes.Select(node => node.Width).DefaultIfEmpty(0).Max());
            foreach (var node in nodes) node.X = x + (width - node.Width) / 2;
            _columns.Add((x, x + width));
            x += width + Sizes.ColumnGap + SlotCount(layer) * Sizes.SlotGap;
        }

        // Marks what is placed elsewhere.
        foreach (var node in graph.Nodes.Except(placed)) node.X = -1;
    }

    public static Columns Assign(LayoutGraph graph, bool withDetached) => new(graph, withDetached);

    /// <summary>The x at which a line of this node turns in the gap right of a column; -1 is left of all.</summary>
    public int Turn(int gap, LayoutNode node)
    {
        var slot = _slots.GetValueOrDefault((gap, node));
        return gap < 0 ? -20 - slot * Sizes.SlotGap : _columns[gap].Right + 20 + slot * Sizes.SlotGap;
    }

    private void Reserve(LayoutEdge edge)
    {
        if (edge.IsBack)
        {
            Slot(edge.From.Layer, edge.From);
            Slot(edge.To.Layer - 1, edge.To);
            return;
        }

        for (var step = 1; step < edge.Chain.Count; step++)
        {
            if (edge.Chain[step - 1].Y != edge.Chain[step].Y || edge.Boundary is not null)
                Slot(edge.Chain[step - 1].Layer, edge.Chain[step - 1]);
        }
    }

    private void Slot(int gap, LayoutNode node)
    {
        if (_slots.TryAdd((gap, node), SlotCount(gap))) _slotCounts[gap] = SlotCount(gap) + 1;
    }

    private int SlotCount(int gap) => _slotCounts.GetValueOrDefault(gap);
}
