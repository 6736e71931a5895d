using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Layout;

/// <summary>Puts data and annotations in a row above the steps, and draws their lines.</summary>
internal static class DataLayout
{
    public static Drawing Add(Drawing drawing, FlowScope scope)
    {
        var data = scope.DataObjectReferences.Select(item => item.Id)
            .Concat(scope.DataStoreReferences.Select(item => item.Id))
            .Select(id => (Id: id, Width: Sizes.DataWidth));
        var row = data.Concat(scope.TextAnnotations.Select(note => (note.Id, Width: 2 * Sizes.TaskWidth))).ToList();
        var down = row.Count == 0 ? 0 : Sizes.DataHeight + Sizes.RowGap;
        var moved = drawing.Moved(0, down);
        var shapes = moved.Shapes.ToBuilder();
        var x = 0;
        foreach (var (id, width) in row)
        {
            shapes.Add(new(id, new(x, 0, width, Sizes.DataHeight)));
            x += width + Sizes.ColumnGap;
        }

        var boxes = shapes.DistinctBy(shape => shape.ElementId)
            .ToDictionary(shape => shape.ElementId, shape => shape.Box);
        var drawn = moved.Edges.Select(edge => edge.ElementId).ToHashSet(StringComparer.Ordinal);
        var lines = Lines(scope).Where(line =>
            boxes.ContainsKey(line.From) && boxes.ContainsKey(line.To) && drawn.Add(line.Id))
            .Select(line => new Edge(line.Id, Between(boxes[line.From], boxes[line.To])));
        return moved with
        {
            Width = Math.Max(moved.Width, x - (row.Count == 0 ? 0 : Sizes.ColumnGap)),
            Height = moved.Height + down,
            Shapes = shapes.ToImmutable(),
            Edges = [.. moved.Edges, .. lines],
        };
    }

    private static IEnumerable<(string Id, string From, string To)> Lines(FlowScope scope)
    {
        foreach (var association in scope.Associations)
            yield return (association.Id, association.SourceRef, association.TargetRef);
        foreach (var node in scope.Nodes.OfType<ActivityNode>())
        {
            foreach (var input in node.InputAssociations.Where(input =>
                input.Id is not null && !input.SourceRefs.IsEmpty))
            {
                yield return (input.Id!, input.SourceRefs[0], node.Id);
            }

            foreach (var output in node.OutputAssociations.Where(output =>
                output is { Id: not null, TargetRef: not null }))
            {
                yield return (output.Id!, node.Id, output.TargetRef!);
            }
        }
    }

    private static ImmutableArray<Spot> Between(Box from, Box to)
    {
        var upward = from.Y > to.Y;
        return [new(from.Centre.X, upward ? from.Y : from.Bottom), new(to.Centre.X, upward ? to.Bottom : to.Y)];
    }
}
