using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

internal sealed partial class NetBuilder
{
    private readonly Dictionary<string, Region> _besides = new(StringComparer.Ordinal);

    // By the event that does not interrupt: the place that lets it happen once in each run of its scope.
    private readonly Dictionary<string, int> _once = new(StringComparer.Ordinal);

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
            foreach (var way in Ways(region, node)) Throw(region, node, input, way);
        }
    }

    private void Throw(Region region, ThrowEvent node, int input, ImmutableArray<int> way)
    {
        var sent = _messages.From(node);
        if (LinkName(node) is { } link)
        {
            Add(node, [input], [.. way, .. sent, Link(region, link)]);
        }
        else if (Terminates(node) && region.Parent is not null)
        {
            Add(node, [input], sent, region.Everything);
        }
        else if (!Terminates(node) && Catches.Catcher(region, node.Definitions) is { } catcher)
        {
            Caught(catcher, node, [input], way, sent);
        }
        else if (Terminates(node) || node.Definitions.Any(definition => definition is ErrorEventDefinition))
        {
            var root = region.Root;
            Add(node, [input, root.Running], [root.Idle, .. sent], root.Everything);
        }
        else
        {
            Add(node, [input], [.. way, .. sent]);
        }
    }

    /// <summary>Whoever does the work of an activity may throw what a scope around it catches.</summary>
    private void ThrownAtWork(Region region, ActivityNode node, int working)
    {
        foreach (var (catcher, definition) in Catches.Around(region))
        {
            var nearest = region.Edge(node.Id).Any(edge => Catches.IsCaught(definition, edge))
                ? null : Catches.Catcher(region, [definition]);
            if (nearest?.By != catcher.By) continue;
            ImmutableArray<int> once = Interrupts(catcher.By) ? [] : [_once[catcher.By.Id]];
            Caught(catcher, node, [working, .. once], [working], []);
        }
    }

    /// <param name="consume">The token that throws, and what arms the catcher.</param>
    /// <param name="goesOn">Where the thrower's token goes if nothing interrupts it.</param>
    private void Caught(
        Catcher catcher, FlowNode node, ImmutableArray<int> consume, ImmutableArray<int> goesOn,
        ImmutableArray<int> sent)
    {
        var scope = catcher.Scope;
        foreach (var way in Handling(catcher))
        {
            var caught = new Transition { Consume = [.. consume, scope.Running], Produce = [.. way, .. sent] };
            Add(
                Interrupts(catcher.By)
                    ? caught with { Reset = [.. scope.Everything, .. scope.EdgeArmed] }
                    : caught with { Produce = [.. caught.Produce, .. goesOn] },
                [new(node.Id), new(catcher.By.Id)]);
        }
    }

    /// <summary>What is marked when something is caught: a way from the edge of the scope, or an event sub-process in
    /// it; and the scope itself, unless its edge interrupts it.</summary>
    private IEnumerable<ImmutableArray<int>> Handling(Catcher catcher)
    {
        var (scope, by) = catcher;
        if (by is BoundaryEvent boundary)
        {
            ImmutableArray<int> stays = boundary.CancelActivity ? [] : [scope.Running];
            return Ways(scope.Parent!, by).Select(way => way.AddRange(stays));
        }

        var inner = _besides[by.Id];
        return [[scope.Running, inner.Running, .. inner.OwnArmed, .. Inside(inner)]];
    }

    private static bool Interrupts(FlowNode by) => by switch
    {
        BoundaryEvent boundary => boundary.CancelActivity,
        EventSubProcess beside => beside.Body.Nodes.OfType<StartEvent>().First().IsInterrupting,
        _ => false,
    };

    private static bool Terminates(ThrowEvent node) =>
        node.Definitions.Any(definition => definition is TerminateEventDefinition);

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
