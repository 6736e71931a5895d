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
        var endless = judge.IsWhole ? null : EndlessCounts.Of(net, judge._space, limits);
        return new()
        {
            Safeness = judge.Safeness(),
            OptionToComplete = Decided(judge.HasEnded, true),
            OptionToCompleteIgnoringMessages = Decided(judge.HasEndedWithMail, false),
            ProperCompletion = judge.ProperCompletion(),
            NoDeadActivities = judge.NoDeadActivities(model, limits),
            States = judge._space.Markings.Count,
        };

        SoundnessFinding Decided(Func<byte[], bool> hasEnded, bool countsMessages)
        {
            var finding = judge.OptionToComplete(hasEnded);
            if (endless is null || finding.Verdict != SoundnessVerdict.NotProven) return finding;
            if (endless.Lost(hasEnded) is var lost and >= 0) return judge.StuckIn(lost);
            return endless.AlwaysEnds(hasEnded, countsMessages, limits) ? SoundnessFinding.Good : finding;
        }
    }

    /// <summary>Whether the marking that the net begins with can come to the end, and whether it always can from all
    /// that follows.</summary>
    public static (bool CanEnd, SoundnessFinding Finding) FromHere(Net net, SoundnessLimits limits)
    {
        var judge = new SoundnessJudge(net, StateSpace.Explore(net, limits));
        return (judge._space.CanReach(judge.HasEnded, judge._space.Cut)[0], judge.OptionToComplete(judge.HasEnded));
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
        // What was not looked at may lead to an end.
        var can = _space.CanReach(hasEnded, _space.Cut);
        if (Stuck(can) is var stuck and >= 0) return StuckIn(stuck);
        return IsWhole ? SoundnessFinding.Good : SoundnessFinding.Unknown;
    }

    private SoundnessFinding StuckIn(int state) =>
        SoundnessFinding.Bad(Waiting(_space.Markings[state]), _space.RunTo(state));

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
