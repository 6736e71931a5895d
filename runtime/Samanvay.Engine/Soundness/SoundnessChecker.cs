using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Checks a drawing before it runs: whether some run of it can get stuck, go round for ever, leave tokens
/// behind, or never come to an activity.</summary>
/// <remarks>
/// The steps are the engine's, with data left out: a condition may hold or not, an outside event may come or not, a
/// repeated one that nobody drawn sends comes once.
/// </remarks>
public static class SoundnessChecker
{
    public static SoundnessReport Check(BpmnDefinitions model, SoundnessLimits? limits = null)
    {
        limits ??= SoundnessLimits.Default;
        var looked = 0;
        var folded = Fragments.Fold(model, fragment =>
        {
            var alone = Reduced(fragment, limits);
            looked += alone.States;
            return IsSettled(alone);
        });
        var reduced = Reduced(folded, limits);
        reduced = reduced with { States = reduced.States + looked };
        if (IsSettled(reduced)) return reduced;
        // Only the whole net has the shortest run and all the places where it goes wrong.
        var net = NetBuilder.Build(model);
        var whole = SoundnessJudge.Judge(model, net, limits);
        if (net.Unmodelled.Count > 0) whole = Doubted(whole);
        return Better(whole, reduced);
    }

    private static SoundnessReport Reduced(BpmnDefinitions model, SoundnessLimits limits)
    {
        var net = NetBuilder.Build(model);
        var report = SoundnessJudge.Judge(model, NetReduction.Reduce(net), limits);
        return net.Unmodelled.Count > 0 ? Doubted(report) : report;
    }

    private static bool IsSettled(SoundnessReport report) =>
        report.IsSound && report.Safeness.Holds && report.OptionToCompleteIgnoringMessages.Holds;

    private static SoundnessReport Better(SoundnessReport whole, SoundnessReport reduced) => whole with
    {
        Safeness = Better(whole.Safeness, reduced.Safeness),
        OptionToComplete = Better(whole.OptionToComplete, reduced.OptionToComplete),
        OptionToCompleteIgnoringMessages =
            Better(whole.OptionToCompleteIgnoringMessages, reduced.OptionToCompleteIgnoringMessages),
        ProperCompletion = Better(whole.ProperCompletion, reduced.ProperCompletion),
        NoDeadActivities = Better(whole.NoDeadActivities, reduced.NoDeadActivities),
        States = whole.States + reduced.States,
    };

    private static SoundnessFinding Better(SoundnessFinding whole, SoundnessFinding reduced) =>
        whole.Verdict == SoundnessVerdict.NotProven ? Drawn(reduced) : whole;

    private static SoundnessFinding Drawn(SoundnessFinding finding) => new(
        finding.Verdict, [.. finding.Elements.Select(Fragments.Drawn).Distinct()],
        [.. finding.CounterExample.Select(step => step with { Element = Fragments.Drawn(step.Element) }).Distinct()]);

    private static SoundnessReport Doubted(SoundnessReport report) => report with
    {
        Safeness = SoundnessFinding.Unknown,
        OptionToComplete = SoundnessFinding.Unknown,
        OptionToCompleteIgnoringMessages = SoundnessFinding.Unknown,
        ProperCompletion = SoundnessFinding.Unknown,
        NoDeadActivities = SoundnessFinding.Unknown,
    };
}
