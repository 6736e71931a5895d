using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

internal sealed partial class NetBuilder
{
    private void Activity(Region region, ActivityNode node)
    {
        var edge = Edge(region, node);
        if (edge.Count == 0 && node.StartQuantity <= 1)
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
        foreach (var begun in Gathered(region, node)) Add(node, begun, [running, .. armed.Values]);
        Work(region, node, [running], [.. armed.Values]);
        _late.Add(() => ThrownAtWork(region, node, running));
        _late.Add(() => Boundaries(region, edge, running, armed, []));
    }

    private void Work(Region region, ActivityNode node, ImmutableArray<int> consume, ImmutableArray<int> reset)
    {
        foreach (var messages in node is ReceiveTask ? _messages.Waits(node) : [[]])
        {
            foreach (var way in Ways(region, node))
                Add(node, [.. consume, .. messages], [.. Many(node, way), .. _messages.From(node)], reset);
        }
    }

    /// <summary>The tokens that begin an activity: as many as its start quantity says, in every mixture of the flows
    /// that they come by.</summary>
    private IEnumerable<ImmutableArray<int>> Gathered(Region region, ActivityNode node)
    {
        var inputs = Inputs(region, node);
        if (node.StartQuantity <= 1 || region.Entries.ContainsKey(node.Id)) return inputs.Select(ImmutableArray.Create);
        foreach (var input in inputs)
        {
            foreach (var way in Ways(region, node))
                Add(new() { Consume = [input], Produce = [.. Many(node, way)], Beyond = true }, []);
        }

        if (node.StartQuantity * inputs.Length <= MaxGathered) return Mixtures(inputs, node.StartQuantity);
        _net.Unmodelled.Add(node.Id);
        return [];
    }

    private static IEnumerable<ImmutableArray<int>> Mixtures(ImmutableArray<int> inputs, int quantity) =>
        quantity == 0 ? [[]]
            : from first in Enumerable.Range(0, inputs.Length)
              from others in Mixtures(inputs[first..], quantity - 1)
              select others.Insert(0, inputs[first]);

    private static IEnumerable<int> Many(ActivityNode node, ImmutableArray<int> way) =>
        Enumerable.Repeat(way, Math.Max(1, node.CompletionQuantity)).SelectMany(each => each);

    private void Scope(Region region, SubProcess node)
    {
        var edge = Edge(region, node);
        var running = Own(region, PlaceKind.Running, node);
        var inner = new Region(region, node, node.Body, running);
        Contents(inner);
        var armed = Arm(region, edge);
        inner.EdgeArmed.AddRange(armed.Values);
        foreach (var begun in Gathered(region, node))
            Add(node, begun, [running, .. armed.Values, .. inner.OwnArmed, .. Inside(inner)]);
        _late.Add(() =>
        {
            foreach (var way in Ways(region, node))
            {
                Add(
                    new()
                    {
                        Consume = [running], Empty = inner.Tokens, Reset = [.. inner.Armed, .. armed.Values],
                        Produce = [.. Many(node, way), .. _messages.From(node)],
                    },
                    [new(node.Id)]);
                Skip(inner, [.. inner.Everything, .. armed.Values], Many(node, way));
            }

            ThrownAtWork(region, node, running);
            Boundaries(region, edge, running, armed, inner.Everything);
        });
    }

    // A scope that can not begin, for what its events wait for is not to be had, is done by hand as a whole.
    private void Skip(Region inner, ImmutableArray<int> reset, IEnumerable<int> way) => Add(
        new() { Consume = [inner.Running], Reset = reset, Produce = [.. way], Beyond = true }, [new(inner.Node!.Id)]);

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
        _late.Add(() => Skip(inner, inner.Everything, []));
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
        var gathers = region.Body.Nodes.OfType<ActivityNode>().Any(node => node.StartQuantity > 1);
        foreach (var boundary in edge)
        {
            if (IsOnlyThrownInside(region, boundary)) continue;
            foreach (var occurrence in Occurrences(region, boundary))
            {
                ImmutableArray<int> once = armed.TryGetValue(boundary.Id, out var place) ? [place] : [];
                ImmutableArray<int> consume = [running, .. once, .. occurrence.Messages];
                if (boundary.CancelActivity) Add(boundary, consume, occurrence.Way, [.. inside, .. armed.Values]);
                else Add(boundary, consume, [running, .. occurrence.Way]);
                if (once.IsEmpty || !gathers || !Recurs(boundary)) continue;
                ImmutableArray<int> again = [running, .. occurrence.Messages];
                Add(new() { Consume = again, Produce = [running, .. occurrence.Way], Beyond = true }, []);
            }
        }
    }

    private static bool Recurs(CatchEvent node) =>
        node.Definitions.Any(definition => definition is not TimerEventDefinition { Kind: not TimerKind.Cycle });

    private static bool IsOnlyThrownInside(Region region, BoundaryEvent edge) =>
        Catches.OnlyThrown(edge) && region.Find(edge.AttachedToRef) is SubProcess host
        && !edge.Definitions.Any(definition => Throws(host, definition));

    private int Own(Region region, PlaceKind kind, FlowNode node)
    {
        var place = region.Own(_net.Add(kind, node.Id).Index);
        region.At[place] = node.Id;
        return place;
    }
}
