using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Builds the net of all pools of a drawing.</summary>
internal sealed partial class NetBuilder
{
    // More ways than these through one inclusive split are not told apart.
    private const int MaxChoices = 10;

    // More tokens, or flows, than these at one activity that gathers them are not told apart.
    private const int MaxGathered = 24;

    private readonly Net _net = new();
    private readonly Dictionary<string, int> _flows = new(StringComparer.Ordinal);
    private readonly MessagePlaces _messages;
    private readonly Catches _catches;

    // What empties or awaits whole scopes, and so needs all of their places.
    private readonly List<Action> _late = [];

    private NetBuilder(BpmnDefinitions model)
    {
        _messages = new(model, _net);
        _catches = new(model);
    }

    public static Net Build(BpmnDefinitions model)
    {
        var builder = new NetBuilder(model);
        foreach (var process in model.Processes.Where(process => process.Body.Nodes.Length > 0)) builder.Pool(process);
        return builder._net;
    }

    private void Pool(ProcessDefinition process)
    {
        var running = _net.Add(PlaceKind.Pool, process.Id).Index;
        var idle = _net.Add(PlaceKind.Idle, process.Id, initial: 1).Index;
        var region = new Region(null, null, process.Body, running) { Idle = idle };
        Contents(region);
        var starts = Starters(process.Body).SelectMany(start => Occurrences(region, start)).ToList();
        if (starts.Count == 0) starts = [new(process.Id, [], [.. region.Entries.Values])];
        var due = starts.Exists(start => start.Messages.IsEmpty)
            ? _net.Add(PlaceKind.Due, process.Id, initial: 1).Index : -1;
        foreach (var start in starts)
        {
            ImmutableArray<int> consume = start.Messages.IsEmpty ? [due, idle] : [idle, .. start.Messages];
            ImmutableArray<int> produce = [running, .. region.OwnArmed, .. start.Way];
            Add(new() { Consume = consume, Produce = produce }, [new(start.Element)]);
        }

        _late.Add(() => Add(
            new() { Consume = [running], Produce = [idle], Empty = region.Tokens, Reset = region.Armed }, []));
        foreach (var build in _late) build();
        _late.Clear();
    }

    /// <summary>Places and transitions of all that lies inside a scope.</summary>
    private void Contents(Region region)
    {
        foreach (var flow in region.Body.Flows)
        {
            _flows[flow.Id] = region.Own(_net.Add(PlaceKind.Flow, flow.Id).Index);
            region.FlowPlaces[_flows[flow.Id]] = flow.Id;
            region.At[_flows[flow.Id]] = flow.TargetRef;
        }

        foreach (var node in region.Body.Nodes.Where(node => StartsImplicitly(region.Body, node)))
            region.Entries[node.Id] = Own(region, PlaceKind.Flow, node);
        foreach (var node in region.Body.Nodes.Where(node => !IsAside(node))) Node(region, node);
        foreach (var node in region.Body.Nodes.OfType<EventSubProcess>()) Beside(region, node);
    }

    private void Node(Region region, FlowNode node)
    {
        switch (node)
        {
            case StartEvent or BoundaryEvent: break;
            case ParallelGateway: Parallel(region, node); break;
            case InclusiveGateway: Inclusive(region, node); break;
            case EventBasedGateway: EventBased(region, node); break;
            case SubProcess scope and not AdHocSubProcess: Scope(region, scope); break;
            case ActivityNode activity: Activity(region, activity); break;
            case ThrowEvent thrown: _late.Add(() => Throw(region, thrown)); break;
            case CatchEvent caught: Catch(region, caught); break;
            default: Choice(region, node); break;
        }
    }

    private void Add(Transition transition, ImmutableArray<SoundnessStep> steps) =>
        _net.Transitions.Add(transition with { Steps = steps });

    private void Add(
        FlowNode node, ImmutableArray<int> consume, ImmutableArray<int> produce, ImmutableArray<int> reset = default) =>
        Add(new() { Consume = consume, Produce = produce, Reset = reset.IsDefault ? [] : reset }, [new(node.Id)]);

    /// <summary>Where tokens wait for the node: its incoming flows, the link that leads to it, or the start of its
    /// scope.</summary>
    private ImmutableArray<int> Inputs(Region region, FlowNode node)
    {
        var inputs = node.Incoming.Where(_flows.ContainsKey).Select(flow => _flows[flow]);
        if (region.Entries.TryGetValue(node.Id, out var entry)) inputs = inputs.Append(entry);
        if (LinkName(node as IntermediateCatchEvent) is { } link) inputs = inputs.Append(Link(region, link));
        return [.. inputs];
    }

    /// <summary>The ways a token can leave a node that is no gateway: all unconditional flows and any of the
    /// conditional ones.</summary>
    private IEnumerable<ImmutableArray<int>> Ways(Region region, FlowNode node)
    {
        var flows = region.Out(node).Where(flow => _flows.ContainsKey(flow.Id)).ToList();
        var conditional = flows.Where(flow => flow.Condition is not null && !flow.IsDefault).ToList();
        ImmutableArray<int> always = [.. flows.Where(flow => flow.Condition is null && !flow.IsDefault).Select(Place)];
        ImmutableArray<int> otherwise = [.. flows.Where(flow => flow.IsDefault).Select(Place)];
        if (conditional.Count == 0) return [always.AddRange(otherwise)];
        var some = Some(node, [.. conditional.Select(Place)]).Select(chosen => always.AddRange(chosen));
        var none = always.AddRange(otherwise);
        return none.IsEmpty ? some : some.Append(none);
    }

    /// <summary>Every choice of one or more.</summary>
    private IEnumerable<ImmutableArray<int>> Some(FlowNode node, ImmutableArray<int> places)
    {
        if (places.Length > MaxChoices)
        {
            _net.Unmodelled.Add(node.Id);
            return [places];
        }

        return Enumerable.Range(1, (1 << places.Length) - 1)
            .Select(chosen => places.Where((_, index) => (chosen >> index & 1) == 1).ToImmutableArray());
    }

    private int Place(SequenceFlow flow) => _flows[flow.Id];

    private static bool IsAside(FlowNode node) =>
        node is EventSubProcess or ActivityNode { IsForCompensation: true };

    private static bool StartsImplicitly(FlowScope body, FlowNode node) =>
        node.Incoming.IsEmpty && node is not (StartEvent or BoundaryEvent) && !IsAside(node)
        && !IsLinkTarget(node) && !Starters(body).Any();

    private static bool Instantiates(FlowNode node) =>
        node is EventBasedGateway { Instantiate: true } or ReceiveTask { Instantiate: true };

    private static bool IsLinkTarget(FlowNode node) => LinkName(node as IntermediateCatchEvent) is not null;

    private static IEnumerable<FlowNode> Starters(FlowScope body) =>
        body.Nodes.Where(node => node is StartEvent || (node.Incoming.IsEmpty && Instantiates(node)));

    /// <summary>Each way in which an event that nothing leads to can occur.</summary>
    private IEnumerable<Occurrence> Occurrences(Region region, FlowNode node)
    {
        var happens = node is EventBasedGateway ? Targets(region, node) : [node];
        return from target in happens
               from messages in _messages.Waits(target)
               from way in Ways(region, target)
               select new Occurrence(target.Id, messages, way);
    }

    private static IEnumerable<FlowNode> Targets(Region region, FlowNode gateway) =>
        region.Out(gateway).Select(flow => region.Find(flow.TargetRef)).OfType<FlowNode>();

    /// <param name="Messages">What it takes from the queues; empty where the outside world is the sender.</param>
    private readonly record struct Occurrence(string Element, ImmutableArray<int> Messages, ImmutableArray<int> Way);
}
