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
        if (Compensates(region, node)) ThrownAtWork(region, node, input);
        if (LinkName(node) is { } link)
        {
            Add(node, [input], [.. way, .. sent, Link(region, link)]);
        }
        else if (Terminates(node))
        {
            if (region.Parent is null) EndAll(region, node, input, sent);
            else Add(node, [input], sent, region.Everything);
        }
        else if (node.Definitions.Any(definition => definition is CancelEventDefinition))
        {
            Cancel(region, node, input, sent);
        }
        else if (_catches.Catcher(region, node.Definitions) is { } catcher)
        {
            Caught(catcher, node, [input], way, sent);
        }
        else
        {
            var isError = node.Definitions.Any(definition => definition is ErrorEventDefinition);
            if (isError) EndAll(region, node, input, sent);
            Add(new() { Consume = [input], Produce = [.. way, .. sent], Beyond = isError }, [new(node.Id)]);
        }
    }

    private void EndAll(Region region, FlowNode node, int input, ImmutableArray<int> sent)
    {
        var root = region.Root;
        Add(node, [input, root.Running], [root.Idle, .. sent], root.Everything);
    }

    // BPMN 2.0.2, 13.3.4: all that runs in the transaction ends, and the token goes on from the cancel event at its
    // edge; without one it goes nowhere.
    private void Cancel(Region region, FlowNode node, int input, ImmutableArray<int> sent)
    {
        var edge = region.Node is { } scope
            ? region.Parent?.Edge(scope.Id).FirstOrDefault(
                each => each.Definitions.Any(definition => definition is CancelEventDefinition)) : null;
        if (edge is not null) Caught(new(region, edge, edge), node, [input], [], sent);
        else Add(node, [input, region.Running], sent, [.. region.Everything, .. region.EdgeArmed]);
    }

    /// <summary>Whoever does the work of an activity may throw what a scope around it catches; whoever watches over a
    /// stage may escalate it.</summary>
    private void ThrownAtWork(Region region, FlowNode node, int working)
    {
        foreach (var (catcher, definition) in Catches.Around(region))
        {
            if (Throws(node, definition)) ThrownAtWork(region, node, working, catcher, definition);
        }
    }

    private void ThrownAtWork(
        Region region, FlowNode node, int working, Catcher catcher, EventDefinition definition)
    {
        var nearest = region.Edge(node.Id).Any(edge => _catches.IsCaught(definition, edge))
            ? null : _catches.Catcher(region, [definition]);
        if (nearest?.By != catcher.By) return;
        ImmutableArray<int> once = Catches.Interrupts(catcher.By) ? [] : [_once[catcher.By.Id]];
        Caught(catcher, node, [working, .. once], [working], []);
    }

    // Whoever works at a task may throw anything. A stage itself throws what its instances do when they complete; all
    // else is thrown inside it.
    private static bool Throws(FlowNode node, EventDefinition caught) =>
        node is not SubProcess stage || stage is AdHocSubProcess || caught is EscalationEventDefinition
        || (caught is ErrorEventDefinition && stage.Loop is MultiInstanceLoop loop
            && loop.ComplexBehaviors.Select(each => each.Event).Append(loop.NoneEvent).Append(loop.OneEvent)
                .Any(thrown => thrown is ErrorEventDefinition));

    // What takes a step back is work too, and may throw.
    private static bool Compensates(Region region, ThrowEvent node) =>
        node.Definitions.Any(each => each is CompensateEventDefinition or CancelEventDefinition)
        && region.Body.AllNodes().Any(inner => inner is ActivityNode { IsForCompensation: true });

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
                Catches.Interrupts(catcher.By)
                    ? caught with { Reset = [.. scope.Everything, .. scope.EdgeArmed] }
                    : caught with { Produce = [.. caught.Produce, .. goesOn] },
                [new(node.Id), new(catcher.By.Id)]);
        }
    }

    /// <summary>What is marked when something is caught: a way from the edge of the scope, or an event sub-process in
    /// it; and the scope itself, unless its edge interrupts it.</summary>
    private IEnumerable<ImmutableArray<int>> Handling(Catcher catcher)
    {
        var (scope, by, _) = catcher;
        if (by is BoundaryEvent boundary)
        {
            ImmutableArray<int> stays = boundary.CancelActivity ? [] : [scope.Running];
            return Ways(scope.Parent!, by).Select(way => way.AddRange(stays));
        }

        var inner = _besides[by.Id];
        return [[scope.Running, inner.Running, .. inner.OwnArmed, .. Inside(inner)]];
    }

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
