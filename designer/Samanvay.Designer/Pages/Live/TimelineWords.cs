using Samanvay.Designer.Localization;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>One line of what has happened, as a sentence in the person's language.</summary>
internal static class TimelineWords
{
    /// <summary>The step stands in place 0 of each sentence, what its kind has to say in the places after it.</summary>
    public static string Sentence(Texts texts, TimelineEntry entry) =>
        texts["live.timeline." + entry.Kind,
            [StepOf(entry), .. Places(entry.Kind).Select(name => Say(texts, entry, name))]];

    private static string StepOf(TimelineEntry entry) => entry.Detail.TryGetValue("subject", out var subject)
        ? $"{entry.StepName} ({subject})" : entry.StepName ?? "";

    private static string Say(Texts texts, TimelineEntry entry, string name)
    {
        if (!entry.Detail.TryGetValue(name, out var text)) return "–";
        return name switch
        {
            "metric" => texts["live.metric." + text],
            "outcome" => texts["live.outcome." + text],
            "change" => texts["live.change." + text],
            "resolution" => texts["live.resolution." + text],
            _ => text,
        };
    }

    private static string[] Places(string kind) => kind switch
    {
        TimelineKinds.Opened => ["title", "severity"],
        TimelineKinds.Situation => ["rule", "change", "level"],
        TimelineKinds.Severity => ["from", "to"],
        TimelineKinds.RunStarted or TimelineKinds.ClosingHeldBack => ["procedure"],
        TimelineKinds.RunEnded => ["procedure", "outcome"],
        TimelineKinds.Offered => ["role"],
        TimelineKinds.Reassigned => ["from", "to"],
        TimelineKinds.Warned => ["metric", "percent"],
        TimelineKinds.Breached or TimelineKinds.Recalculated => ["metric"],
        TimelineKinds.LevelFired => ["metric", "level", "people"],
        TimelineKinds.LevelUnreachable => ["metric", "level"],
        TimelineKinds.StoodDown => ["people"],
        TimelineKinds.ActionRequested => ["type"],
        TimelineKinds.Decided => ["decision", "result", "rules"],
        TimelineKinds.Note => ["text"],
        TimelineKinds.FaultRaised => ["message"],
        TimelineKinds.FaultResolved => ["resolution"],
        _ => [],
    };
}
