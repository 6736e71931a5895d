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

    private string Sentence(TimelineEntry entry) => TimelineWords.Sentence(T, entry);
}
