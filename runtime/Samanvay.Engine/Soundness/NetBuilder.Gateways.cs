using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

internal sealed partial class NetBuilder
{
    /// <summary>An exclusive gateway. A complex one is taken as such, and the net says that it is not told
    /// truly.</summary>
    private void Choice(Region region, FlowNode node)
    {
        if (node is ComplexGateway) _net.Unmodelled.Add(node.Id);
        foreach (var input in Inputs(region, node))
        {
            if (node.Outgoing.IsEmpty) Add(node, [input], []);
            foreach (var flow in region.Out(node))
                Add(new() { Consume = [input], Produce = [Place(flow)] }, [new(node.Id, flow.Id)]);
        }
    }

    private void Parallel(Region region, FlowNode node)
    {
        if (Inputs(region, node) is { IsEmpty: false } inputs)
            Add(node, inputs, [.. region.Out(node).Select(Place)]);
    }

    private void Inclusive(Region region, FlowNode node)
    {
        var inputs = Inputs(region, node);
        var flows = region.Out(node).ToList();
        var ways = Some(node, [.. flows.Where(flow => !flow.IsDefault).Select(Place)]).ToList();
        if (flows.Find(flow => flow.IsDefault) is { } otherwise) ways.Add([Place(otherwise)]);
        if (flows.Count == 0) ways.Add([]);
        if (inputs.Length > 64) _net.Unmodelled.Add(node.Id);
        if (inputs is [] or { Length: > 64 }) return;
        _late.Add(() =>
        {
            var join = inputs.Length == 1 ? null : new InclusiveJoin(node.Id, inputs, Reach(region, node, inputs));
            foreach (var way in ways)
            {
                var split = new Transition { Produce = way };
                var taken = flows.Count > 1 ? string.Join(' ', way.Select(place => _net.Places[place].Element)) : null;
                Add(
                    join is null ? split with { Consume = inputs } : split with { Join = join },
                    [new(node.Id, taken)]);
            }
        });
    }

    private void EventBased(Region region, FlowNode node)
    {
        foreach (var input in Inputs(region, node))
        {
            foreach (var target in Targets(region, node))
            {
                foreach (var occurrence in Occurrences(region, target))
                {
                    Add(
                        new() { Consume = [input, .. occurrence.Messages], Produce = occurrence.Way },
                        [new(node.Id), new(target.Id)]);
                }
            }
        }
    }

    private static ImmutableArray<InclusiveReach> Reach(Region region, FlowNode join, ImmutableArray<int> inputs)
    {
        var sends = Upstream(region, join, inputs, crossing: true);
        var goes = Upstream(region, join, inputs, crossing: false);
        return
        [
            .. from place in region.At
               where sends.ContainsKey(place.Value) && !inputs.Contains(place.Key)
               orderby place.Key
               select new InclusiveReach(place.Key, sends[place.Value], goes.GetValueOrDefault(place.Value)),
        ];
    }

    /// <summary>The nodes from which there is a way to an input that does not pass the join itself, with the inputs as
    /// bits.</summary>
    /// <param name="crossing">Also from an activity by an event at its edge that leaves it running.</param>
    private static Dictionary<string, ulong> Upstream(
        Region region, FlowNode join, ImmutableArray<int> inputs, bool crossing)
    {
        var reach = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (var input = 0; input < inputs.Length; input++)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal) { join.Id };
            var open = new Stack<string>(region.Source(inputs[input]) is { } source ? [source] : []);
            while (open.TryPop(out var id))
            {
                if (!seen.Add(id) || region.Find(id) is not { } node) continue;
                reach[id] = reach.GetValueOrDefault(id) | 1UL << input;
                foreach (var before in Before(region, node, crossing)) open.Push(before);
            }
        }

        return reach;
    }

    private static IEnumerable<string> Before(Region region, FlowNode node, bool crossing) =>
        node is BoundaryEvent boundary
            ? boundary.CancelActivity || crossing ? [boundary.AttachedToRef] : []
            : region.In(node).Select(flow => flow.SourceRef).Concat(LinkSources(region, node));
}
