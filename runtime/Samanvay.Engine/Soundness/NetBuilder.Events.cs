using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

internal sealed partial class NetBuilder
{
    private readonly Dictionary<string, Region> _besides = new(StringComparer.Ordinal);

    private void Catch(Region region, CatchEvent node)
    {
        foreach (var input in Inputs(region, node))
        {
            foreach (var occurrence in Occurrences(region, node))
                Add(node, [input, .. occurrence.Messages], occurrence.Way);
        }
    }

    private void Throw(Region region, ThrowEvent node)
    {
        var inputs = Inputs(region, node);
        // One that terminates takes all other tokens away, so it can not be reached twice.
        if (node is EndEvent && !Terminates(node)) _net.Ends.Add((node.Id, [.. inputs]));
        foreach (var input in inputs)
        {
            foreach (var way in Ways(region, node)) Throw(region, node, input, [.. way, .. _messages.From(node)]);
        }
    }

    private void Throw(Region region, ThrowEvent node, int input, ImmutableArray<int> way)
    {
        if (LinkName(node) is { } link)
        {
            Add(node, [input], [.. way, Link(region, link)]);
        }
        else if (Terminates(node))
        {
            if (region.Parent is null) End(region, node, input, way);
            else Add(node, [input], way, region.Everything);
        }
        else if (Catches.Catcher(region, node) is { } catcher)
        {
            Caught(catcher, node, input, way);
        }
        else if (node.Definitions.Any(definition => definition is ErrorEventDefinition))
        {
            End(region.Root, node, input, way);
        }
        else
        {
            Add(node, [input], way);
        }
    }

    /// <summary>The whole pool ends.</summary>
    private void End(Region root, FlowNode node, int input, ImmutableArray<int> way) =>
        Add(node, [input, root.Running], [root.Idle, .. way], root.Everything);

    private void Caught(Catcher catcher, ThrowEvent node, int input, ImmutableArray<int> way)
    {
        var (scope, by) = catcher;
        var from = new Transition { Consume = [input, scope.Running] };
        ImmutableArray<SoundnessStep> steps = [new(node.Id), new(by.Id)];
        if (by is BoundaryEvent boundary)
        {
            foreach (var caught in Ways(scope.Parent!, by))
            {
                Add(
                    boundary.CancelActivity
                        ? from with { Produce = [.. caught, .. Sent(node)], Reset = scope.Everything }
                        : from with { Produce = [scope.Running, .. caught, .. way] },
                    steps);
            }

            return;
        }

        var inner = _besides[by.Id];
        var interrupts = inner.Body.Nodes.OfType<StartEvent>().First().IsInterrupting;
        ImmutableArray<int> begun = [scope.Running, inner.Running, .. inner.OwnArmed, .. Inside(inner)];
        Add(
            interrupts
                ? from with { Produce = [.. begun, .. Sent(node)], Reset = scope.Everything }
                : from with { Produce = [.. begun, .. way] },
            steps);
    }

    private static bool Terminates(ThrowEvent node) =>
        node.Definitions.Any(definition => definition is TerminateEventDefinition);

    private ImmutableArray<int> Sent(FlowNode node) => _messages.From(node);

    private int Link(Region region, string name)
    {
        if (!region.Links.TryGetValue(name, out var place))
            region.Links[name] = place = region.Own(_net.Add(PlaceKind.Flow, name).Index);
        return place;
    }

    private static string? LinkName(EventNode? node) =>
        node?.Definitions.OfType<LinkEventDefinition>().FirstOrDefault()?.Name;

    private static IEnumerable<string> LinkSources(Region region, FlowNode node) =>
        node is not IntermediateCatchEvent caught || LinkName(caught) is not { } name
            ? []
            : region.Body.Nodes.OfType<IntermediateThrowEvent>().Where(thrown => LinkName(thrown) == name)
                .Select(thrown => thrown.Id);
}
