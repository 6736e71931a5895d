using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Samanvay.Designer.Components;

/// <summary>The drawing of a series at one width; the letters keep their size.</summary>
public sealed partial class RiverPlot
{
    private const int Left = 40;
    private const int Right = 142;
    private const int Bottom = 40;
    private const int Top = 28;

    /// <summary>Names of levels that lie close are moved apart by a line of text.</summary>
    private const double LabelHeight = 16;

    private SeriesPlot _plot = null!;
    private IReadOnlyList<(Threshold Threshold, double At)> _labels = [];

    [Parameter, EditorRequired]
    public int Width { get; set; }

    [Parameter, EditorRequired]
    public int Height { get; set; }

    [Parameter, EditorRequired]
    public string Summary { get; set; } = "";

    [Parameter, EditorRequired]
    public string Unit { get; set; } = "";

    /// <summary>At least one, in order of time.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Reading> Readings { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<Threshold> Thresholds { get; set; } = [];

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    private int RightEdge => Width - Right;

    protected override void OnParametersSet()
    {
        var frame = new Frame(Left, Top, RightEdge, Height - Bottom);
        _plot = new SeriesPlot(Readings, Thresholds.Select(threshold => threshold.Value), frame);
        _labels = [.. Apart()];
    }

    private IEnumerable<(Threshold, double)> Apart()
    {
        var lowest = Top - (LabelHeight / 2);
        foreach (var threshold in Thresholds.OrderByDescending(threshold => threshold.Value))
        {
            var at = Math.Max(_plot.Y(threshold.Value), lowest + LabelHeight);
            lowest = at;
            yield return (threshold, at);
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);

    private static string C(double coordinate) => SeriesPlot.Coordinate(coordinate);

    private string Clock(Instant at) => at.InZone(Zone).ToString("HH:mm", CultureInfo.CurrentCulture);

    // The day is said where it begins.
    private string? DayAt(Instant at) => at.InZone(Zone) is { TimeOfDay: var time } local && time == LocalTime.Midnight
        ? local.ToString("d MMM", CultureInfo.CurrentCulture) : null;
}
