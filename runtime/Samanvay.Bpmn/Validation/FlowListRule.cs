using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>What a node lists as its incoming and outgoing flows is what its flows say: BPMN 2.0.2, tables 8.51 and
/// 8.52.</summary>
/// <remarks>Many tools list neither. Where a flow is listed at its other end, a start or end event must list it: it is
/// to be the source or the target of one (10.5.2 and 10.5.3).</remarks>
internal static class FlowListRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document)
    {
        var listed = document.Named("incoming", "outgoing")
            .Select(list => (Flow: XmlReading.Unqualified(list, list.Value), Node: list.Parent!.Text("id"),
                Side: list.Name.LocalName)).ToHashSet();
        foreach (var flow in document.Named("sequenceFlow"))
        {
            if (flow.Text("id") is not { } id) continue;
            var (source, target) = (flow.Ref("sourceRef"), flow.Ref("targetRef"));
            var leaves = listed.Contains((id, source, "outgoing"));
            var enters = listed.Contains((id, target, "incoming"));
            if (leaves == enters) continue;
            var (end, side) = leaves ? (document.Find(target), "incoming") : (document.Find(source), "outgoing");
            if (end?.Name.LocalName is "startEvent" or "endEvent") yield return Unlisted(end, id, side);
        }

        foreach (var (flow, node, side) in listed)
        {
            if (document.Find(flow) is not { Name.LocalName: "sequenceFlow" } drawn) continue;
            if (drawn.Ref(side == "incoming" ? "targetRef" : "sourceRef") == node) continue;
            if (document.Find(node) is { } at) yield return Misplaced(at, flow, side);
        }
    }

    private static Diagnostic Unlisted(XElement end, string flow, string side) => StandardDocument.Error(
        "BPMN146", end, $"{StandardDocument.Label(end)} does not list the flow {flow} as {side}, though it is drawn "
            + $"so. Add it there.", side);

    private static Diagnostic Misplaced(XElement node, string flow, string side) => StandardDocument.Error(
        "BPMN146", node, $"{StandardDocument.Label(node)} lists the flow {flow} as {side}, but it is not drawn so. "
            + $"Remove it from the list, or draw it.", side);
}
