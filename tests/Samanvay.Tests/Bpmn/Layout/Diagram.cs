using System.Globalization;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;

namespace Samanvay.Tests.Bpmn.Layout;

internal readonly record struct Rectangle(int X, int Y, int Width, int Height)
{
    public bool Overlaps(Rectangle other) =>
        X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

    public bool Contains(Rectangle other) =>
        X <= other.X && Y <= other.Y && X + Width >= other.X + other.Width && Y + Height >= other.Y + other.Height;

    public bool Touches(int x, int y) => x >= X && x <= X + Width && y >= Y && y <= Y + Height;

    /// <summary>A line between two points crosses the inside.</summary>
    public bool CutBy((int X, int Y) a, (int X, int Y) b) =>
        Math.Min(a.X, b.X) < X + Width && Math.Max(a.X, b.X) > X && Math.Min(a.Y, b.Y) < Y + Height
            && Math.Max(a.Y, b.Y) > Y;
}

/// <summary>The diagram of a model, as another tool would read it.</summary>
internal sealed class Diagram
{
    public Diagram(BpmnDefinitions definitions)
    {
        var root = XDocument.Parse(BpmnWriter.Write(definitions)).Root!;
        Shapes = root.Descendants(BpmnNames.Diagram + "BPMNShape").ToDictionary(
            shape => (string)shape.Attribute("bpmnElement")!, shape =>
                Bounds(shape.Element(BpmnNames.Bounds + "Bounds")!));
        Edges = root.Descendants(BpmnNames.Diagram + "BPMNEdge").ToDictionary(
            edge => (string)edge.Attribute("bpmnElement")!,
            edge => edge.Elements(BpmnNames.Waypoints + "waypoint")
                .Select(spot => (Number(spot, "x"), Number(spot, "y"))).ToList());
    }

    public Dictionary<string, Rectangle> Shapes { get; }

    public Dictionary<string, List<(int X, int Y)>> Edges { get; }

    private static Rectangle Bounds(XElement element) =>
        new(Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height"));

    private static int Number(XElement element, string name) =>
        int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
