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
        var net = NetBuilder.Build(model);
        var reduced = SoundnessJudge.Judge(model, NetReduction.Reduce(net), limits);
        if (net.Unmodelled.Count > 0) reduced = Doubted(reduced);
        if (IsSettled(reduced)) return reduced;
        // Only the whole net has the shortest run and all the places where it goes wrong.
        var whole = SoundnessJudge.Judge(model, net, limits);
        if (net.Unmodelled.Count > 0) whole = Doubted(whole);
        return Better(whole, reduced);
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
        whole.Verdict == SoundnessVerdict.NotProven ? reduced : whole;

    private static SoundnessReport Doubted(SoundnessReport report) => report with
    {
        Safeness = SoundnessFinding.Unknown,
        OptionToComplete = SoundnessFinding.Unknown,
        OptionToCompleteIgnoringMessages = SoundnessFinding.Unknown,
        ProperCompletion = SoundnessFinding.Unknown,
        NoDeadActivities = SoundnessFinding.Unknown,
    };
}
