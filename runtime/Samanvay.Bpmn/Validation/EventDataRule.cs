using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>Where a procedure runs, an event that has data has one for each of its definitions that carries any, of
/// the same kind and in the same order: BPMN 2.0.2, 10.4.1 and 10.5.1.</summary>
internal static class EventDataRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from node in document.Elements
        where node.Is(ElementKinds.Events) && StandardDocument.IsExecutable(node)
            // A tool may keep what it does with the data among its own elements.
            && node.Child("extensionElements") is null
        let data = node.Children("dataInput").Concat(node.Children("dataOutput")).ToList()
        where data.Count > 0 && !Match(document, node, data)
        select StandardDocument.Error("BPMN157", node,
            $"What {StandardDocument.Label(node)} takes or gives is not what its message, signal, error or escalation "
                + $"carries. Let there be one for each, of the same kind and in the same order.");

    private static bool Match(StandardDocument document, XElement node, List<XElement> data)
    {
        var carried = Definitions(document, node).Select(definition => Carried(document, definition))
            .OfType<XElement>().ToList();
        // Where nothing is said of what comes, anything may.
        return carried.Count == 0 || (carried.Count == data.Count && carried.Zip(data).All(pair =>
            DataTypes.Fit(document.DefinitionOf(pair.First), document.DefinitionOf(pair.Second))));
    }

    private static IEnumerable<XElement> Definitions(StandardDocument document, XElement node) => node.Elements()
        .Select(child => child.Name == BpmnNames.Bpmn + "eventDefinitionRef"
            ? document.Find(XmlReading.Unqualified(child, child.Value)) : child)
        .OfType<XElement>().Where(child => child.Is(ElementKinds.EventDefinitions));

    // Only these carry data, and only where they say which.
    private static XElement? Carried(StandardDocument document, XElement definition)
    {
        var thing = document.Find(definition.Ref("messageRef") ?? definition.Ref("signalRef")
            ?? definition.Ref("errorRef") ?? definition.Ref("escalationRef"));
        return document.DefinitionOf(thing) is null ? null : thing;
    }
}
