using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>What lies directly inside a process or sub-process; nodes inside nested sub-processes are in
/// those.</summary>
public sealed record FlowScope
{
    public static readonly FlowScope Empty = new();

    public ImmutableArray<FlowNode> Nodes { get; init; } = [];
    public ImmutableArray<SequenceFlow> Flows { get; init; } = [];
    public ImmutableArray<DataObject> DataObjects { get; init; } = [];
    public ImmutableArray<DataObjectReference> DataObjectReferences { get; init; } = [];
    public ImmutableArray<DataStoreReference> DataStoreReferences { get; init; } = [];
    public ImmutableArray<Lane> Lanes { get; init; } = [];
    public ImmutableArray<Association> Associations { get; init; } = [];
    public ImmutableArray<TextAnnotation> TextAnnotations { get; init; } = [];

    public FlowNode? Find(string id) => Nodes.FirstOrDefault(node => node.Id == id);

    public SequenceFlow? FindFlow(string id) => Flows.FirstOrDefault(flow => flow.Id == id);

    /// <summary>The flows that leave a node, in the order in which the node lists them.</summary>
    public IEnumerable<SequenceFlow> OutgoingOf(FlowNode node) => node.Outgoing.Select(FindFlow).OfType<SequenceFlow>();

    public IEnumerable<SequenceFlow> IncomingOf(FlowNode node) => node.Incoming.Select(FindFlow).OfType<SequenceFlow>();

    /// <summary>The innermost lane that holds a node, if lanes are drawn.</summary>
    public Lane? LaneOf(string nodeId) =>
        Lanes.SelectMany(lane => lane.WithChildren()).LastOrDefault(lane => lane.FlowNodeRefs.Contains(nodeId));

    /// <summary>Every node here and, after its sub-process, every node nested below.</summary>
    public IEnumerable<FlowNode> AllNodes() =>
        Nodes.SelectMany(node => node is SubProcess sub ? sub.Body.AllNodes().Prepend(node) : [node]);

    /// <summary>This scope and every scope nested below, each after the one that contains it.</summary>
    public IEnumerable<FlowScope> AllScopes() =>
        Nodes.OfType<SubProcess>().SelectMany(sub => sub.Body.AllScopes()).Prepend(this);
}

public sealed record SequenceFlow : BpmnElement
{
    public required string SourceRef { get; init; }
    public required string TargetRef { get; init; }
    public BpmnExpression? Condition { get; init; }

    /// <summary>The source names this flow as the one to take when no condition holds.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>A lane. Where a resource has the lane's name, the lane says who does the steps in it.</summary>
public sealed record Lane(
    string Id, string? Name, ImmutableArray<string> FlowNodeRefs, ImmutableArray<Lane> Children,
        string? PartitionElementRef)
{
    public IEnumerable<Lane> WithChildren() => Children.SelectMany(child => child.WithChildren()).Prepend(this);
}

/// <summary>Joins an annotation, or a compensation boundary event and its handler.</summary>
public sealed record Association(string Id, string SourceRef, string TargetRef);

public sealed record TextAnnotation(string Id, string Text);
