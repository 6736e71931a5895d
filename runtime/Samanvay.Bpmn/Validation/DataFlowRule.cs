using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>Data flow from what gives them to what takes them, and stay what they are unless they are transformed: BPMN
/// 2.0.2, 10.4.1 and 10.4.2.</summary>
internal static class DataFlowRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        document.Named("dataInputAssociation", "dataOutputAssociation").SelectMany(flow => Check(document, flow));

    private static IEnumerable<Diagnostic> Check(StandardDocument document, XElement flow)
    {
        var holder = StandardDocument.Label(flow.Parent!);
        var sources = flow.ChildRefs("sourceRef").Select(document.Find).OfType<XElement>().ToList();
        var target = document.Find(flow.ChildRef("targetRef"));
        if (sources.Exists(source => source.Name.LocalName == "dataOutput" && source.Parent?.Parent != flow.Parent
            && source.Parent != flow.Parent))
        {
            yield return Error(flow, $"{holder} takes what another step gives. Put a data object between them.");
        }

        if (target?.Name.LocalName == "dataInput" && target.Parent?.Parent != flow.Parent
            && target.Parent != flow.Parent)
        {
            yield return Error(flow, $"{holder} gives to what another step takes. Put a data object between them.");
        }

        if (flow.Child("transformation") is { } change)
        {
            if (string.IsNullOrWhiteSpace(change.Value))
                yield return Error(flow, $"{holder} transforms data, but does not say how. Write the expression.");
            yield break;
        }

        // A tool may keep what it does with the data among its own elements.
        if (flow.Child("assignment") is not null || flow.Parent!.Child("extensionElements") is not null) yield break;
        if (!StandardDocument.IsExecutable(flow)) yield break;
        if (sources.Count > 1)
        {
            yield return Error(
                flow, $"{holder} makes one of several data, but does not say how. Write the expression.");
        }

        if (sources is [var only] && target is not null && document.DefinitionOf(only) is { } from
            && document.DefinitionOf(target) is { } to && !DataTypes.Fit(from, to))
        {
            yield return Error(flow, $"{holder}: {StandardDocument.Label(only)} and {StandardDocument.Label(target)} "
                + $"are data of different kinds. Transform them, or let both have one definition.");
        }
    }

    private static Diagnostic Error(XElement flow, Sentence message) =>
        StandardDocument.Error("BPMN156", flow, message);
}
