using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

internal sealed partial class NetBuilder
{
    private void Activity(Region region, ActivityNode node)
    {
        var edge = Edge(region, node);
        if (edge.Count == 0)
        {
            foreach (var input in Inputs(region, node))
            {
                Work(region, node, [input], []);
                _late.Add(() => ThrownAtWork(region, node, input));
            }

            return;
        }

        var running = Own(region, PlaceKind.Running, node);
        var armed = Arm(region, edge);
        foreach (var input in Inputs(region, node)) Add(node, [input], [running, .. armed.Values]);
        Work(region, node, [running], [.. armed.Values]);
        _late.Add(() => ThrownAtWork(region, node, running));
        _late.Add(() => Boundaries(region, edge, running, armed, []));
    }

    private void Work(Region region, ActivityNode node, ImmutableArray<int> consume, ImmutableArray<int> reset)
    {
        foreach (var messages in node is ReceiveTask ? _messages.Waits(node) : [[]])
        {
            foreach (var way in Ways(region, node))
                Add(node, [.. consume, .. messages], [.. way, .. _messages.From(node)], reset);
        }
    }

    private void Scope(Region region, SubProcess node)
    {
        var edge = Edge(region, node);
        var running = Own(region, PlaceKind.Running, node);
        var inner = new Region(region, node, node.Body, running);
        Contents(inner);
        var armed = Arm(region, edge);
        inner.EdgeArmed.AddRange(armed.Values);
        foreach (var input in Inputs(region, node))
            Add(node, [input], [running, .. armed.Values, .. inner.OwnArmed, .. Inside(inner)]);
        _late.Add(() =>
        {
            foreach (var way in Ways(region, node))
            {
                Add(
                    new()
                    {
                        Consume = [running], Empty = inner.Tokens, Reset = [.. inner.Armed, .. armed.Values],
                        Produce = [.. way, .. _messages.From(node)],
                    },
                    [new(node.Id)]);
            }

            Boundaries(region, edge, running, armed, inner.Everything);
        });
    }

    /// <summary>An event sub-process: it waits beside its scope.</summary>
    private void Beside(Region region, EventSubProcess node)
    {
        var start = node.Body.Nodes.OfType<StartEvent>().FirstOrDefault();
        if (start is null || Catches.Compensation(start)) return;
        var running = Own(region, PlaceKind.Running, node);
        var inner = new Region(region, node, node.Body, running);
        Contents(inner);
        _besides[node.Id] = inner;
        _late.Add(() => Add(new() { Consume = [running], Empty = inner.Tokens, Reset = inner.Armed }, []));
        var armed = _once[node.Id] = region.Arm(_net.Add(PlaceKind.Armed, node.Id).Index);
        region.OwnArmed.Add(armed);
        if (Catches.OnlyThrown(start)) return;
        _late.Add(() =>
        {
            foreach (var messages in _messages.Waits(start))
            {
                ImmutableArray<int> once = start.IsInterrupting || messages.IsEmpty ? [armed] : [];
                Add(
                    node, [region.Running, .. once, .. messages],
                    [region.Running, running, .. inner.OwnArmed, .. Inside(inner)],
                    start.IsInterrupting ? region.Everything : []);
            }
        });
    }

    /// <summary>What is marked when a scope begins.</summary>
    private ImmutableArray<int> Inside(Region inner)
    {
        var starts = inner.Body.Nodes.OfType<StartEvent>().ToList();
        return starts.Count == 0
            ? [.. inner.Entries.Values]
            : [.. starts.SelectMany(start => inner.Out(start)).Select(Place)];
    }

    private static List<BoundaryEvent> Edge(Region region, ActivityNode node) =>
    [
        .. region.Edge(node.Id).Where(boundary => !Catches.Compensation(boundary)),
    ];

    // Whatever can come again and again without being drawn comes once: a cycle's effect shows at its first turn.
    private SortedDictionary<string, int> Arm(Region region, List<BoundaryEvent> edge)
    {
        var armed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var boundary in edge.Where(boundary => !boundary.CancelActivity && !_messages.IsModelled(boundary)))
            armed[boundary.Id] = _once[boundary.Id] = region.Arm(_net.Add(PlaceKind.Armed, boundary.Id).Index);
        return armed;
    }

    private void Boundaries(
        Region region, List<BoundaryEvent> edge, int running, SortedDictionary<string, int> armed,
        ImmutableArray<int> inside)
    {
        foreach (var boundary in edge)
        {
            if (region.Find(boundary.AttachedToRef) is SubProcess && Catches.OnlyThrown(boundary)) continue;
            foreach (var occurrence in Occurrences(region, boundary))
            {
                ImmutableArray<int> once = armed.TryGetValue(boundary.Id, out var place) ? [place] : [];
                ImmutableArray<int> consume = [running, .. once, .. occurrence.Messages];
                if (boundary.CancelActivity) Add(boundary, consume, occurrence.Way, [.. inside, .. armed.Values]);
                else Add(boundary, consume, [running, .. occurrence.Way]);
            }
        }
    }

    private int Own(Region region, PlaceKind kind, FlowNode node)
    {
        var place = region.Own(_net.Add(kind, node.Id).Index);
        region.At[place] = node.Id;
        return place;
    }
}
