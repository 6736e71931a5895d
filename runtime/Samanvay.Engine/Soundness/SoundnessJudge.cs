using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Reads the properties off the states of a net.</summary>
internal sealed class SoundnessJudge
{
    private readonly Net _net;
    private readonly StateSpace _space;

    private SoundnessJudge(Net net, StateSpace space) => (_net, _space) = (net, space);

    private bool IsWhole => _space.Cut.Count == 0;

    public static SoundnessReport Judge(BpmnDefinitions model, Net net, SoundnessLimits limits)
    {
        var judge = new SoundnessJudge(net, StateSpace.Explore(net, limits));
        return new()
        {
            Safeness = judge.Safeness(),
            OptionToComplete = judge.OptionToComplete(judge.HasEnded),
            OptionToCompleteIgnoringMessages = judge.OptionToComplete(judge.HasEndedWithMail),
            ProperCompletion = judge.ProperCompletion(),
            NoDeadActivities = judge.NoDeadActivities(model, limits),
            States = judge._space.Markings.Count,
        };
    }

    /// <summary>Whether the marking that the net begins with can come to the end, and whether it always can from all
    /// that follows.</summary>
    public static (bool CanEnd, SoundnessFinding Finding) FromHere(Net net, SoundnessLimits limits)
    {
        var judge = new SoundnessJudge(net, StateSpace.Explore(net, limits));
        return (judge.CanReach(judge.HasEnded)[0], judge.OptionToComplete(judge.HasEnded));
    }

    private SoundnessFinding Safeness() => First(
        marking => _net.Places.Where(place => place.Kind == PlaceKind.Flow && marking[place.Index] > 1)
            .Select(place => place.Element));

    private SoundnessFinding ProperCompletion() => First(
        marking => _net.Ends.Where(end => end.Inputs.Sum(place => marking[place]) > 1).Select(end => end.Element));

    /// <summary>Fails with all elements at fault in any state, and the run to the first such state.</summary>
    private SoundnessFinding First(Func<byte[], IEnumerable<string>> faults)
    {
        var first = -1;
        var elements = new HashSet<string>(StringComparer.Ordinal);
        for (var state = 0; state < _space.Markings.Count; state++)
        {
            elements.UnionWith(faults(_space.Markings[state]));
            if (first < 0 && elements.Count > 0) first = state;
        }

        if (first >= 0) return SoundnessFinding.Bad(elements, _space.RunTo(first));
        return IsWhole ? SoundnessFinding.Good : SoundnessFinding.Unknown;
    }

    private SoundnessFinding OptionToComplete(Func<byte[], bool> hasEnded)
    {
        var can = CanReach(hasEnded);
        if (Stuck(can) is var stuck and >= 0)
            return SoundnessFinding.Bad(Waiting(_space.Markings[stuck]), _space.RunTo(stuck));
        return IsWhole ? SoundnessFinding.Good : SoundnessFinding.Unknown;
    }

    // Where nothing moves any more tells most; where all goes round for ever, the way into it.
    private int Stuck(bool[] can)
    {
        var moves = _space.Edges.Select(edge => edge.From).ToHashSet();
        var still = Enumerable.Range(0, can.Length).Where(state => !can[state] && !moves.Contains(state));
        return still.FirstOrDefault(Array.IndexOf(can, false));
    }

    private IEnumerable<string> Waiting(byte[] marking) =>
        _net.Places
            .Where(place => place.Kind is PlaceKind.Flow or PlaceKind.Running or PlaceKind.Message or PlaceKind.Due)
            .Where(place => marking[place.Index] > 0)
            .Select(place => place.Element);

    /// <summary>The states from which an end can be reached, or what was not looked at.</summary>
    private bool[] CanReach(Func<byte[], bool> hasEnded)
    {
        var before = _space.Edges.ToLookup(edge => edge.To, edge => edge.From);
        var can = new bool[_space.Markings.Count];
        var open = new Stack<int>(_space.Cut);
        for (var state = 0; state < can.Length; state++)
        {
            if (hasEnded(_space.Markings[state])) open.Push(state);
        }

        while (open.TryPop(out var state))
        {
            if (can[state]) continue;
            can[state] = true;
            foreach (var earlier in before[state]) open.Push(earlier);
        }

        return can;
    }

    private bool HasEnded(byte[] marking) => HasEndedWithMail(marking) && IsEmpty(marking, PlaceKind.Message);

    private bool HasEndedWithMail(byte[] marking) =>
        IsEmpty(marking, PlaceKind.Pool) && IsEmpty(marking, PlaceKind.Due);

    private bool IsEmpty(byte[] marking, PlaceKind kind) =>
        _net.Places.TrueForAll(place => place.Kind != kind || marking[place.Index] == 0);

    private SoundnessFinding NoDeadActivities(BpmnDefinitions model, SoundnessLimits limits)
    {
        var finding = NoDeadActivities(model, _space);
        return finding.Holds || !_net.Transitions.Exists(transition => transition.Beyond)
            ? finding : NoDeadActivities(model, StateSpace.Explore(_net, limits, beyond: true));
    }

    private SoundnessFinding NoDeadActivities(BpmnDefinitions model, StateSpace space)
    {
        var alive = _net.Transitions.Where((_, index) => space.Fired[index])
            .SelectMany(transition => transition.Covers.Concat(transition.Steps.Select(step => step.Element)))
            .ToHashSet(StringComparer.Ordinal);
        var dead = model.Processes.SelectMany(process => Activities(process.Body))
            .Where(activity => !alive.Contains(activity)).ToList();
        if (dead.Count == 0) return SoundnessFinding.Good;
        return space.Cut.Count == 0 ? SoundnessFinding.Bad(dead, []) : SoundnessFinding.Unknown;
    }

    // What only compensation runs, and what people choose freely inside an ad-hoc sub-process, is not reached by flow.
    private static IEnumerable<string> Activities(FlowScope body) =>
        from node in body.Nodes.OfType<ActivityNode>()
        where !node.IsForCompensation && !IsCompensation(node)
        from id in node is SubProcess sub and not AdHocSubProcess ? Activities(sub.Body).Prepend(node.Id) : [node.Id]
        select id;

    private static bool IsCompensation(ActivityNode node) =>
        node is EventSubProcess sub && sub.Body.Nodes.OfType<StartEvent>().Any(Catches.Compensation);
}
