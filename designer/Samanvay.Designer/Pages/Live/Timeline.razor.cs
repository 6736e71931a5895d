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

    private const int Newest = 20;

    private IEnumerable<IGrouping<LocalDate, TimelineEntry>> Days(IEnumerable<TimelineEntry> entries) =>
        entries.GroupBy(entry => entry.At.InZone(Zone).Date);

    private string At(Instant at) => at.InZone(Zone).ToString("HH:mm", CultureInfo.CurrentCulture);

    private string Exact(Instant at) => at.InZone(Zone).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private string Sentence(TimelineEntry entry) => TimelineWords.Sentence(T, entry);

    private string? ReasonOf(TimelineEntry entry) => TimelineWords.ReasonOf(T, entry);

    private static string IconOf(string kind) => kind switch
    {
        TimelineKinds.Situation => "water",
        TimelineKinds.Breached or TimelineKinds.Warned => "clock",
        TimelineKinds.LevelFired or TimelineKinds.LevelUnreachable => "up",
        TimelineKinds.Completed or TimelineKinds.RunEnded or TimelineKinds.Closed => "ok",
        TimelineKinds.Acknowledged or TimelineKinds.Offered or TimelineKinds.Reassigned => "person",
        TimelineKinds.AlarmHeard or TimelineKinds.StoodDown => "bell",
        TimelineKinds.Declined or TimelineKinds.Withdrawn or TimelineKinds.Repeated => "undo",
        TimelineKinds.Unable or TimelineKinds.FaultRaised => "warning",
        TimelineKinds.RunHeld or TimelineKinds.InputKept => "pause",
        TimelineKinds.InputTurnedAway => "warning",
        TimelineKinds.Moved or TimelineKinds.Skipped => "next",
        TimelineKinds.Decided => "filter",
        TimelineKinds.ActionRequested => "broadcast",
        TimelineKinds.Note => "note",
        _ => "play",
    };

    private static string ToneOf(string kind) => kind switch
    {
        TimelineKinds.Breached or TimelineKinds.Unable or TimelineKinds.FaultRaised or TimelineKinds.InputTurnedAway
            or TimelineKinds.LevelUnreachable => "error",
        TimelineKinds.LevelFired or TimelineKinds.Warned or TimelineKinds.Declined or TimelineKinds.RunHeld
            or TimelineKinds.Moved or TimelineKinds.Skipped => "warning",
        TimelineKinds.Completed or TimelineKinds.Closed => "ok",
        _ => "plain",
    };
}
