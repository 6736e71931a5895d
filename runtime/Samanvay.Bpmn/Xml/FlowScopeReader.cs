using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads what stands in a process or sub-process: nodes, flows, lanes, data and annotations.</summary>
internal static class FlowScopeReader
{
    // What may stand beside flow elements and is read elsewhere, or says nothing about execution.
    private static readonly FrozenSet<string> Known = new[]
    {
        "documentation", "extensionElements", "incoming", "outgoing", "ioSpecification", "ioBinding", "property",
        "dataInputAssociation", "dataOutputAssociation", "laneSet", "sequenceFlow", "dataObject", "dataObjectReference",
        "dataStoreReference", "association", "group", "textAnnotation", "auditing", "monitoring", "category",
        "performer", "humanPerformer", "potentialOwner", "resourceRole", "supportedInterfaceRef", "supports",
        "standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "completionCondition",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static FlowScope Read(XElement container, ReadContext context)
    {
        var flows = container.Children("sequenceFlow").Select(element => Flow(element, context)).ToImmutableArray();
        var nodes = ImmutableArray.CreateBuilder<FlowNode>();
        foreach (var element in container.Elements().Where(element => element.Name.Namespace == BpmnNames.Bpmn))
        {
            if (FlowNodeReader.Read(element, context) is { } node)
            {
                nodes.Add(node);
            }
            else if (!Known.Contains(element.Name.LocalName))
            {
                context.Error("BPMN010", element,
                    $"A {element.Name.LocalName} cannot be run here. Replace it by an event, a task, a gateway or a "
                        + $"sub-process.");
            }
        }

        return new()
        {
            Nodes = WithFlows(nodes, ref flows),
            Flows = flows,
            DataObjects = [.. container.Children("dataObject").Select(e => new DataObject(
                context.Id(e), e.Text("name"), e.Ref("itemSubjectRef"), context.Flag(e, "isCollection", false)))],
            DataObjectReferences = [.. container.Children("dataObjectReference").Select(e => new DataObjectReference(
                context.Id(e), e.Text("name"), e.Ref("dataObjectRef")))],
            DataStoreReferences = [.. container.Children("dataStoreReference").Select(e => new DataStoreReference(
                context.Id(e), e.Text("name"), e.Ref("dataStoreRef")))],
            Lanes = [.. container.Children("laneSet").SelectMany(set => Lanes(set, context))],
            Associations = [.. container.Children("association").Select(e => new Association(
                e.Text("id") ?? context.MadeUpId("association"), e.Ref("sourceRef") ?? "", e.Ref("targetRef") ?? ""))],
            TextAnnotations = [.. container.Children("textAnnotation").Select(e => new TextAnnotation(
                context.Id(e), e.Child("text")?.Value ?? ""))],
        };
    }

    private static SequenceFlow Flow(XElement element, ReadContext context)
    {
        var source = element.Ref("sourceRef") ?? "";
        var target = element.Ref("targetRef") ?? "";
        return new()
        {
            Id = element.Text("id") ?? context.MadeUpId($"{source}-to-{target}"),
            Name = element.Text("name"),
            Documentation = FlowNodeReader.Documentation(element),
            Sop = SopReader.Read(element, context),
            SourceRef = source,
            TargetRef = target,
            Condition = element.ChildExpression("conditionExpression"),
        };
    }

    /// <summary>
    /// The flows say what is connected. The lists on the nodes are optional in the standard; where present, they give
    /// the order.
    /// </summary>
    private static ImmutableArray<FlowNode> WithFlows(IEnumerable<FlowNode> nodes,
        ref ImmutableArray<SequenceFlow> flows)
    {
        var outgoing = flows.ToLookup(flow => flow.SourceRef, flow => flow.Id, StringComparer.Ordinal);
        var incoming = flows.ToLookup(flow => flow.TargetRef, flow => flow.Id, StringComparer.Ordinal);
        var connected = nodes.Select(node => node with
        {
            Incoming = Ordered(node.Incoming, incoming[node.Id]),
            Outgoing = Ordered(node.Outgoing, outgoing[node.Id]),
        }).ToImmutableArray();

        var defaults = connected.Select(DefaultFlowOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        flows = [.. flows.Select(flow => defaults.Contains(flow.Id) ? flow with { IsDefault = true } : flow)];
        return connected;
    }

    private static ImmutableArray<string> Ordered(ImmutableArray<string> listed, IEnumerable<string> actual)
    {
        var ids = actual.ToList();
        return [.. listed.Where(ids.Contains).Distinct(), .. ids.Where(id => !listed.Contains(id))];
    }

    internal static string? DefaultFlowOf(FlowNode node) => node switch
    {
        ExclusiveGateway gateway => gateway.DefaultFlowId,
        InclusiveGateway gateway => gateway.DefaultFlowId,
        ComplexGateway gateway => gateway.DefaultFlowId,
        ActivityNode activity => activity.DefaultFlowId,
        _ => null,
    };

    private static IEnumerable<Lane> Lanes(XElement set, ReadContext context) =>
        set.Children("lane").Select(element => new Lane(
            context.Id(element), element.Text("name"), element.ChildRefs("flowNodeRef"),
            [.. element.Children("childLaneSet").SelectMany(child => Lanes(child, context))],
            element.Ref("partitionElementRef")));
}
