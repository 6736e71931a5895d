using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Samanvay.Designer.Components;

/// <summary>A reading of a sensor.</summary>
public readonly record struct Reading(Instant At, double Value);

/// <summary>A level at which something is to happen.</summary>
public sealed record Threshold(string Name, double Value, Tone Tone);

/// <summary>
/// A sensor's series with the levels of the procedure, drawn on the server; the same numbers stand in a table under
/// it.
/// </summary>
public sealed partial class RiverChart
{
    private const int Width = 720;
    private const int Height = 260;
    private const int Left = 52;
    private const int Right = 12;
    private const int Bottom = 30;
    private const int Top = 14;
    private const int RowsMax = 96;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public string Unit { get; set; } = "";

    /// <summary>In order of time.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Reading> Readings { get; set; } = [];

    [Parameter]
    public IReadOnlyList<Threshold> Thresholds { get; set; } = [];

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    private SeriesPlot? Plot { get; set; }

    private Reading? Last => Readings.Count > 0 ? Readings[^1] : null;

    private double Highest => Readings.Max(reading => reading.Value);

    private string Summary => Last is { } last
        ? T["components.chart.summary", Title, Number(last.Value), Unit, Moment(last.At), Number(Highest)]
        : Title;

    protected override void OnParametersSet()
    {
        var frame = new Frame(Left, Top, Width - Right, Height - Bottom);
        var levels = Thresholds.Select(threshold => threshold.Value);
        Plot = Readings.Count == 0 ? null : new SeriesPlot(Readings, levels, frame);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);

    private static string C(double coordinate) => SeriesPlot.Coordinate(coordinate);

    private string Clock(Instant at) => at.InZone(Zone).ToString("HH:mm", CultureInfo.CurrentCulture);

    private string Moment(Instant at) => at.InZone(Zone).ToString("d MMM HH:mm", CultureInfo.CurrentCulture);
}
