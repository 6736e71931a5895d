using System.Xml.Linq;

namespace Samanvay.Bpmn.Xml;

/// <summary>The namespaces of a BPMN file, and ours.</summary>
internal static class BpmnNames
{
    public const string SopUri = "urn:samanvay:sop:1";

    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    public static readonly XNamespace Bounds = "http://www.omg.org/spec/DD/20100524/DC";
    public static readonly XNamespace Waypoints = "http://www.omg.org/spec/DD/20100524/DI";
    public static readonly XNamespace Sop = SopUri;
}
