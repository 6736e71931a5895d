using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>A scope while its net is built.</summary>
/// <param name="Running">The place that is marked while the scope runs.</param>
internal sealed record Region(Region? Parent, SubProcess? Node, FlowScope Body, int Running)
{
    private readonly List<int> _tokens = [];
    private readonly List<int> _armed = [];
    private readonly Dictionary<string, FlowNode> _nodes = Body.Nodes.DistinctBy(node => node.Id)
        .ToDictionary(node => node.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, SequenceFlow> _flows = Body.Flows.DistinctBy(flow => flow.Id)
        .ToDictionary(flow => flow.Id, StringComparer.Ordinal);

    private readonly ILookup<string, BoundaryEvent> _edges = Body.Nodes.OfType<BoundaryEvent>()
        .ToLookup(boundary => boundary.AttachedToRef, StringComparer.Ordinal);

    /// <summary>The event sub-processes that wait beside this scope.</summary>
    public ImmutableArray<EventSubProcess> Besides { get; } = [.. Body.Nodes.OfType<EventSubProcess>()];

    /// <summary>Every place, at every depth inside, that keeps the scope from being at its end.</summary>
    public ImmutableArray<int> Tokens => [.. _tokens];

    /// <summary>Every event inside, at every depth, that may still fire in this run.</summary>
    public ImmutableArray<int> Armed => [.. _armed];

    public ImmutableArray<int> Everything => [.. _tokens, .. _armed];

    /// <summary>Places of nodes that begin with the scope, without any flow that leads to them.</summary>
    public SortedDictionary<string, int> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Where a token waits that was sent by a link of this name.</summary>
    public SortedDictionary<string, int> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>This scope's own flows by their places.</summary>
    public Dictionary<int, string> FlowPlaces { get; } = [];

    /// <summary>The places of this scope alone, by the node at which a token on them is.</summary>
    public Dictionary<int, string> At { get; } = [];

    /// <summary>The events of this scope alone that are armed when it begins.</summary>
    public List<int> OwnArmed { get; } = [];

    /// <summary>The events at the scope's own edge that are armed when it begins.</summary>
    public List<int> EdgeArmed { get; } = [];

    /// <summary>Where the token goes when the pool has ended; its outermost scope has one.</summary>
    public int Idle { get; init; } = -1;

    public Region Root => Parent?.Root ?? this;

    public FlowNode? Find(string id) => _nodes.GetValueOrDefault(id);

    public IEnumerable<SequenceFlow> Out(FlowNode node) =>
        node.Outgoing.Select(id => _flows.GetValueOrDefault(id)).OfType<SequenceFlow>();

    public IEnumerable<SequenceFlow> In(FlowNode node) =>
        node.Incoming.Select(id => _flows.GetValueOrDefault(id)).OfType<SequenceFlow>();

    /// <summary>The events at the edge of an activity.</summary>
    public IEnumerable<BoundaryEvent> Edge(string activity) => _edges[activity];

    /// <summary>The node from which a token comes to a place; none where it begins there with the scope.</summary>
    public string? Source(int place) =>
        FlowPlaces.TryGetValue(place, out var flow) ? _flows[flow].SourceRef : null;

    public int Own(int place)
    {
        for (var region = this; region is not null; region = region.Parent) region._tokens.Add(place);
        return place;
    }

    public int Arm(int place)
    {
        for (var region = this; region is not null; region = region.Parent) region._armed.Add(place);
        return place;
    }
}
