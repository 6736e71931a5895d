using Samanvay.Designer.Localization;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>One line of what has happened, as a sentence in the person's language.</summary>
internal static class TimelineWords
{
    /// <summary>The step stands in place 0 of each sentence, what its kind has to say in the places after it.</summary>
    public static string Sentence(Texts texts, TimelineEntry entry) =>
        texts["live.timeline." + entry.Kind + Plain(entry),
            [StepOf(entry), .. Places(entry.Kind).Select(name => Say(texts, entry, name))]];

    /// <summary>Why: people say it in their own words, the platform by a code.</summary>
    public static string? ReasonOf(Texts texts, TimelineEntry entry) =>
        entry.Detail.TryGetValue("reason", out var reason) ? reason
        : entry.Detail.TryGetValue("settled", out var settled) ? texts["live.settled." + settled]
        : entry.Detail.TryGetValue("nobody", out var nobody)
            ? string.Join(
                " ", nobody.Split(", ").Select(each => texts["live.unreachable." + each.ToLowerInvariant()]))
        : entry.Detail.TryGetValue("fault", out var fault) ? FaultOf(texts, entry, fault)
        : null;

    private static string FaultOf(Texts texts, TimelineEntry entry, string fault)
    {
        var kind = texts["rules.fault." + fault.ToLowerInvariant()];
        return entry.Detail.TryGetValue("value", out var value) ? texts["live.fault.said", kind, value] : kind;
    }

    // Some say less at times: a situation that is over has no level any more.
    private static string Plain(TimelineEntry entry) => entry.Kind switch
    {
        TimelineKinds.Situation when !entry.Detail.ContainsKey("level") => ".plain",
        TimelineKinds.Decided when !entry.Detail.ContainsKey("result") => ".plain",
        _ => "",
    };

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
        TimelineKinds.RunStarted or TimelineKinds.ClosingHeldBack or TimelineKinds.RunHeld or TimelineKinds.RunResumed
            or TimelineKinds.InputKept or TimelineKinds.InputTurnedAway or TimelineKinds.RunMigrated => ["procedure"],
        TimelineKinds.Moved => ["to"],
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
