using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>The messages between pools that are drawn: each message flow is a queue without order. What comes from a
/// black box, or from nobody drawn, may come at any time.</summary>
internal sealed class MessagePlaces
{
    private readonly ILookup<string, int> _from;
    private readonly ILookup<string, int> _to;

    public MessagePlaces(BpmnDefinitions model, Net net)
    {
        var nodes = model.Processes.SelectMany(process => process.Body.AllNodes()).Select(node => node.Id)
            .ToHashSet(StringComparer.Ordinal);
        var drawn = model.Collaborations.SelectMany(collaboration => collaboration.MessageFlows)
            .Where(flow => nodes.Contains(flow.SourceRef) && nodes.Contains(flow.TargetRef))
            .Select(flow => (flow.SourceRef, flow.TargetRef, Place: net.Add(PlaceKind.Message, flow.Id).Index))
            .ToList();
        _from = drawn.ToLookup(flow => flow.SourceRef, flow => flow.Place, StringComparer.Ordinal);
        _to = drawn.ToLookup(flow => flow.TargetRef, flow => flow.Place, StringComparer.Ordinal);
    }

    public bool IsModelled(FlowNode receiver) => _to.Contains(receiver.Id);

    public ImmutableArray<int> From(FlowNode sender) => [.. _from[sender.Id]];

    public ImmutableArray<int> To(FlowNode receiver) => [.. _to[receiver.Id]];

    /// <summary>One set of places for each message that the node can go on with; one empty set where it need not wait
    /// for any that is drawn.</summary>
    public ImmutableArray<ImmutableArray<int>> Waits(FlowNode receiver) =>
        IsModelled(receiver) ? [.. To(receiver).Select(place => ImmutableArray.Create(place))] : [[]];
}
