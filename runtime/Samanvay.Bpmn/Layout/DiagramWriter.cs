using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;

namespace Samanvay.Bpmn.Layout;

/// <summary>Writes a drawing as BPMN Diagram Interchange.</summary>
internal static class DiagramWriter
{
    public static void Write(XDocument document, string elementId, Drawing drawing)
    {
        var root = document.Root!;
        Declare(root, "bpmndi", BpmnNames.Diagram);
        Declare(root, "dc", BpmnNames.Bounds);
        Declare(root, "di", BpmnNames.Waypoints);
        root.Add(new XElement(BpmnNames.Diagram + "BPMNDiagram", new XAttribute("id", elementId + "_diagram"),
            new XElement(BpmnNames.Diagram + "BPMNPlane", new XAttribute("id", elementId + "_plane"),
                new XAttribute("bpmnElement", elementId), drawing.Shapes.Select(Shape), drawing.Edges.Select(Edge))));
    }

    /// <summary>Writes down the ids that reading gave to flows without one: the diagram must name them.</summary>
    public static void NameFlows(XDocument document, string containerId, FlowScope scope)
    {
        var container = document.Descendants().First(element =>
            element.Name.Namespace == BpmnNames.Bpmn && element.Text("id") == containerId);
        foreach (var (element, flow) in container.Children("sequenceFlow").Zip(scope.Flows))
            if (element.Attribute("id") is null) element.SetAttributeValue("id", flow.Id);
        foreach (var sub in scope.Nodes.OfType<SubProcess>()) NameFlows(document, sub.Id, sub.Body);
    }

    private static void Declare(XElement root, string prefix, XNamespace name)
    {
        if (root.GetPrefixOfNamespace(name) is null && root.GetNamespaceOfPrefix(prefix) is null)
            root.Add(new XAttribute(XNamespace.Xmlns + prefix, name));
    }

    private static XElement Shape(Shape shape) => new(BpmnNames.Diagram + "BPMNShape",
        new XAttribute("id", shape.ElementId + "_di"), new XAttribute("bpmnElement", shape.ElementId),
        shape.IsExpanded ? new XAttribute("isExpanded", true) : null,
        shape.IsHorizontal ? new XAttribute("isHorizontal", true) : null,
        new XElement(BpmnNames.Bounds + "Bounds", new XAttribute("x", shape.Box.X), new XAttribute("y", shape.Box.Y),
            new XAttribute("width", shape.Box.Width), new XAttribute("height", shape.Box.Height)));

    private static XElement Edge(Edge edge) => new(BpmnNames.Diagram + "BPMNEdge",
        new XAttribute("id", edge.ElementId + "_di"), new XAttribute("bpmnElement", edge.ElementId),
        edge.Spots.Select(spot => new XElement(BpmnNames.Waypoints + "waypoint",
            new XAttribute("x", spot.X), new XAttribute("y", spot.Y))));
}
