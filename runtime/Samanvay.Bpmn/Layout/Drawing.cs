using System.Collections.Immutable;

namespace Samanvay.Bpmn.Layout;

internal readonly record struct Spot(int X, int Y);

internal readonly record struct Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;
    public int Bottom => Y + Height;
    public Spot Centre => new(X + Width / 2, Y + Height / 2);

    public Box Moved(int x, int y) => this with { X = X + x, Y = Y + y };
}

/// <summary>One thing on the diagram that has a place.</summary>
internal sealed record Shape(string ElementId, Box Box)
{
    public bool IsExpanded { get; init; }
    public bool IsHorizontal { get; init; }
}

/// <summary>One line on the diagram.</summary>
internal sealed record Edge(string ElementId, ImmutableArray<Spot> Spots);

/// <summary>What was drawn of a scope, with its upper left corner at 0, 0.</summary>
internal sealed record Drawing(int Width, int Height, ImmutableArray<Shape> Shapes, ImmutableArray<Edge> Edges)
{
    public static readonly Drawing Empty = new(0, 0, [], []);

    public Drawing Moved(int x, int y) => this with
    {
        Shapes = [.. Shapes.Select(shape => shape with { Box = shape.Box.Moved(x, y) })],
        Edges = [.. Edges.Select(edge =>
            edge with { Spots = [.. edge.Spots.Select(spot => new Spot(spot.X + x, spot.Y + y))] })],
    };
}

/// <summary>Sizes in the units that BPMN editors use.</summary>
internal static class Sizes
{
    public const int Event = 36;
    public const int Gateway = 50;
    public const int TaskWidth = 100;
    public const int TaskHeight = 80;
    public const int DataWidth = 50;
    public const int DataHeight = 50;
    public const int ColumnGap = 50;
    public const int RowGap = 40;
    public const int SlotGap = 10;
    public const int Padding = 30;
    public const int Title = 30;
}
