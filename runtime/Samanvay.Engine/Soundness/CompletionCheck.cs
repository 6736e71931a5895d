using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Soundness;

/// <summary>Whether an instance, as it stands, can still come to its end whatever the data say.</summary>
internal static class CompletionCheck
{
    // Rounds of one activity are looked at one after the other, for they do not meet. Most stand alike, and alike is
    // judged once.
    private const int RoundsMax = 2_000;
    private const int JudgedMax = 16;

    public static Completion Of(ExecutableProcess process, ProcessInstance instance, SoundnessLimits limits)
    {
        if (!instance.IsRunning) return Completion.Can;
        var model = process.Model with { Processes = [process.Definition], Collaborations = [] };
        var net = NetBuilder.Build(model);
        if (net.Unmodelled.Count > 0) return Completion.Unknown;
        var marking = new InstanceMarking(net, process, instance);
        var rounds = marking.Rounds;
        var worst = rounds > RoundsMax ? Completion.Unknown : Completion.Can;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Math.Min(rounds, RoundsMax); round++)
        {
            if (marking.Read(round) is not { } places) return Completion.Unknown;
            if (!seen.Add(Convert.ToHexString(places))) continue;
            if (seen.Count > JudgedMax) return Completion.Unknown;
            Mark(net, places);
            var completion = Judge(model, net, limits);
            if (completion.Verdict == CompletionVerdict.CanNotComplete) return completion;
            if (completion.Verdict == CompletionVerdict.NotProven) worst = completion;
        }

        return worst;
    }

    private static void Mark(Net net, byte[] marking)
    {
        for (var place = 0; place < marking.Length; place++)
            net.Places[place] = net.Places[place] with { Initial = marking[place] };
    }

    private static Completion Judge(BpmnDefinitions model, Net net, SoundnessLimits limits)
    {
        var reduced = SoundnessJudge.FromHere(NetReduction.Reduce(net), limits).Finding;
        if (reduced.Holds) return Completion.Can;
        if (reduced.Verdict == SoundnessVerdict.NotProven) return Completion.Unknown;
        // Only the whole net has the shortest way to where it is stuck.
        var (canEnd, finding) = SoundnessJudge.FromHere(net, limits);
        if (finding.Holds) return Completion.Can;
        if (finding.Verdict == SoundnessVerdict.NotProven) return Completion.Unknown;
        // A version that can get stuck from its very beginning is no reason to refuse a run that need not.
        if (canEnd && GetsStuckAnyway(model, limits)) return Completion.Unknown;
        return new(CompletionVerdict.CanNotComplete, Nodes(model, finding.Elements), finding.CounterExample);
    }

    private static bool GetsStuckAnyway(BpmnDefinitions model, SoundnessLimits limits) =>
        !SoundnessJudge.FromHere(NetReduction.Reduce(NetBuilder.Build(model)), limits).Finding.Holds;

    private static ImmutableArray<string> Nodes(BpmnDefinitions model, ImmutableArray<string> elements)
    {
        var flows = model.Processes.SelectMany(process => process.Body.AllScopes()).SelectMany(scope => scope.Flows)
            .DistinctBy(flow => flow.Id).ToDictionary(flow => flow.Id, flow => flow.TargetRef, StringComparer.Ordinal);
        return [.. elements.Select(id => flows.GetValueOrDefault(id, id)).Distinct()];
    }
}

/// <param name="Stuck">The nodes at which it waits for ever.</param>
/// <param name="Steps">A shortest way to there; empty where it is stuck at once.</param>
internal sealed record Completion(
    CompletionVerdict Verdict, ImmutableArray<string> Stuck, ImmutableArray<SoundnessStep> Steps)
{
    public static readonly Completion Can = new(CompletionVerdict.CanComplete, [], []);
    public static readonly Completion Unknown = new(CompletionVerdict.NotProven, [], []);
}

internal enum CompletionVerdict
{
    CanComplete,
    CanNotComplete,

    /// <summary>There are more states than were looked at, or something is not modelled.</summary>
    NotProven,
}
