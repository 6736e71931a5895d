using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;

namespace Samanvay.Bpmn.Layout;

/// <summary>Gives a procedure that was written without coordinates a diagram, so that any BPMN tool can show
/// it.</summary>
public static class BpmnLayout
{
    private const int Margin = 40;

    /// <summary>Adds a diagram; a file that has one is returned as it is, for somebody drew it on purpose.</summary>
    public static BpmnDefinitions Apply(BpmnDefinitions definitions) =>
        HasDiagram(definitions) ? definitions : Draw(definitions);

    /// <summary>The same for a file's text. What cannot be read as BPMN is returned as it is.</summary>
    public static string Apply(string text) =>
        BpmnReader.Read(text).Value is { } definitions && !HasDiagram(definitions)
            ? BpmnWriter.Write(Draw(definitions)) : text;

    public static bool HasDiagram(BpmnDefinitions definitions) => definitions.Source?.HasDiagram ?? false;

    private static BpmnDefinitions Draw(BpmnDefinitions definitions)
    {
        var source = definitions.Source
            ?? throw new ArgumentException("A model built in code has no document to draw into.", nameof(definitions));
        var document = source.Copy();
        foreach (var process in definitions.Processes) DiagramWriter.NameFlows(document, process.Id, process.Body);

        var shown = definitions.Collaborations.FirstOrDefault(candidate => !candidate.Participants.IsEmpty);
        if (shown is not null) DiagramWriter.Write(document, shown.Id, Pools(definitions, shown));
        var inPools = shown?.Participants.Select(pool => pool.ProcessRef).ToHashSet() ?? [];
        foreach (var process in definitions.Processes.Where(process => !inPools.Contains(process.Id)))
            DiagramWriter.Write(document, process.Id, ScopeLayout.Draw(process.Body).Moved(Margin, Margin));
        return definitions with { Source = new BpmnSource(document) };
    }

    private static Drawing Pools(BpmnDefinitions definitions, Collaboration collaboration)
    {
        var drawn = collaboration.Participants.Select(pool => (Pool: pool, Inside: Inside(definitions, pool))).ToList();
        var width = Math.Max(600, drawn.Max(pair => pair.Inside.Width) + Sizes.Title);
        var shapes = new List<Shape>();
        var edges = new List<Edge>();
        var y = Margin;
        foreach (var (pool, inside) in drawn)
        {
            var height = Math.Max(60, inside.Height);
            shapes.Add(new(pool.Id, new(Margin, y, width, height)) { IsHorizontal = true });
            var moved = inside.Moved(Margin + Sizes.Title, y);
            shapes.AddRange(moved.Shapes);
            edges.AddRange(moved.Edges);
            y += height + Sizes.RowGap;
        }

        var boxes = shapes.DistinctBy(shape => shape.ElementId)
            .ToDictionary(shape => shape.ElementId, shape => shape.Box);
        edges.AddRange(collaboration.MessageFlows
            .Where(flow => boxes.ContainsKey(flow.SourceRef) && boxes.ContainsKey(flow.TargetRef))
            .Select(flow => new Edge(flow.Id, Between(boxes[flow.SourceRef], boxes[flow.TargetRef]))));
        return new(width, y, [.. shapes], [.. edges]);
    }

    // Where no lanes bring their own border, the pool keeps some distance from what is in it.
    private static Drawing Inside(BpmnDefinitions definitions, Participant pool)
    {
        if (pool.ProcessRef is null
            || definitions.FindProcess(pool.ProcessRef) is not { } process)
        {
            return Drawing.Empty;
        }

        var inside = ScopeLayout.Draw(process.Body);
        return process.Body.Lanes.IsEmpty
            ? inside.Moved(Sizes.Padding, Sizes.Padding) with
            {
                Width = inside.Width + 2 * Sizes.Padding,
                Height = inside.Height + 2 * Sizes.Padding,
            }
            : inside;
    }

    private static ImmutableArray<Spot> Between(Box from, Box to)
    {
        // The narrower end decides the x: a pool is as good a target at any place of its border.
        var x = from.Width <= to.Width ? from.Centre.X : to.Centre.X;
        var downward = from.Y < to.Y;
        var start = new Spot(from.Width <= to.Width || Covers(from, x) ? x : from.Centre.X, downward ? from.Bottom
            : from.Y);
        var end = new Spot(to.Width < from.Width || Covers(to, x) ? x : to.Centre.X, downward ? to.Y : to.Bottom);
        var middle = (start.Y + end.Y) / 2;
        return start.X == end.X ? [start, end] : [start, new(start.X, middle), new(end.X, middle), end];
    }

    private static bool Covers(Box box, int x) => box.X <= x && x <= box.Right;
}
