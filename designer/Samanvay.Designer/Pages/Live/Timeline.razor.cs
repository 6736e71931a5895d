using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>What has happened, in sentences, the newest first.</summary>
public sealed partial class Timeline
{
    [Parameter, EditorRequired]
    public IReadOnlyList<TimelineEntry> Entries { get; set; } = [];

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    private string At(Instant at) => at.InZone(Zone).ToString("d MMM HH:mm", CultureInfo.CurrentCulture);

    private string Exact(Instant at) => at.InZone(Zone).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The step stands in place 0 of each sentence, what its kind has to say in the places after it.</summary>
    private string Sentence(TimelineEntry entry) =>
        T["live.timeline." + entry.Kind, [StepOf(entry), .. Places(entry.Kind).Select(name => Say(entry, name))]];

    private static string StepOf(TimelineEntry entry) => entry.Detail.TryGetValue("subject", out var subject)
        ? $"{entry.StepName} ({subject})" : entry.StepName ?? "";

    private string Say(TimelineEntry entry, string name)
    {
        if (!entry.Detail.TryGetValue(name, out var text)) return "–";
        return name switch
        {
            "metric" => T["live.metric." + text],
            "outcome" => T["live.outcome." + text],
            "change" => T["live.change." + text],
            "resolution" => T["live.resolution." + text],
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
        TimelineKinds.Breached => ["metric"],
        TimelineKinds.LevelFired => ["metric", "level", "people"],
        TimelineKinds.LevelUnreachable => ["metric", "level"],
        TimelineKinds.StoodDown => ["people"],
        TimelineKinds.Decided => ["decision", "result", "rules"],
        TimelineKinds.Note => ["text"],
        TimelineKinds.FaultRaised => ["message"],
        TimelineKinds.FaultResolved => ["resolution"],
        _ => [],
    };
}
