using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Layout;

/// <summary>Draws the lanes behind the steps, nested lanes inside their parents.</summary>
internal static class LaneLayout
{
    public static Drawing Add(Drawing drawing, FlowScope scope, IReadOnlyList<(int Top, int Bottom)> bands)
    {
        var depth = scope.Lanes.Max(Depth);
        var left = depth * Sizes.Title + Sizes.Padding;
        var width = drawing.Width + left + Sizes.Padding;
        var extra = Math.Max(0, drawing.Height - bands[^1].Bottom);
        // Data stands above the steps, so the first lane reaches up to it; lines back run there too.
        var rise = drawing.Shapes.Length == 0 ? 0 : scope.DataObjectReferences.Length + scope.DataStoreReferences.Length
            + scope.TextAnnotations.Length == 0 ? 0 : Sizes.DataHeight + Sizes.RowGap;
        var shifted = bands.Select((band, index) => (Top: index == 0 ? 0 : band.Top + rise, Bottom: band.Bottom + rise))
            .ToList();
        shifted[^1] = (shifted[^1].Top,
            Math.Max(shifted[^1].Bottom, extra > rise ? drawing.Height : shifted[^1].Bottom));

        var next = 0;
        var lanes = scope.Lanes.SelectMany(lane => Shapes(lane, 0, width, shifted, ref next)).ToList();
        var moved = drawing.Moved(left, 0);
        return moved with { Width = width, Height = shifted[^1].Bottom, Shapes = [.. lanes, .. moved.Shapes] };
    }

    private static int Depth(Lane lane) => 1 + lane.Children.Select(Depth).DefaultIfEmpty(0).Max();

    private static List<Shape> Shapes(Lane lane, int x, int width, List<(int Top, int Bottom)> bands, ref int next)
    {
        var first = next;
        var inside = new List<Shape>();
        if (lane.Children.IsEmpty) next++;
        foreach (var child in lane.Children)
        {
            inside.AddRange(
            Shapes(child, x + Sizes.Title, width - Sizes.Title, bands, ref next));
        }

        var box = new Box(x, bands[first].Top, width, bands[next - 1].Bottom - bands[first].Top);
        return [new(lane.Id, box) { IsHorizontal = true }, .. inside];
    }
}
