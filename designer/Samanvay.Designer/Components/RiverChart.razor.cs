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

    private Reading? Last => Readings.Count > 0 ? Readings[^1] : null;

    private double Highest => Readings.Max(reading => reading.Value);

    private string Summary => Last is { } last
        ? T["components.chart.summary", Title, Number(last.Value), Unit, Moment(last.At), Number(Highest)]
        : Title;

    /// <summary>Where the last value lies between the levels: what an officer would reckon in the head.</summary>
    private string? Standing
    {
        get
        {
            if (Last is not { Value: var value } || Thresholds.Count == 0) return null;
            var reached = Thresholds.Where(level => level.Value <= value).MaxBy(level => level.Value);
            var next = Thresholds.Where(level => level.Value > value).MinBy(level => level.Value);
            string?[] parts =
            [
                reached is null
                    ? null : T["components.chart.above", reached.Name, Number(value - reached.Value), Unit],
                next is null ? null : T["components.chart.below", next.Name, Number(next.Value - value), Unit],
            ];
            return string.Join(" · ", parts.OfType<string>());
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);

    private string Moment(Instant at) => at.InZone(Zone).ToString("d MMM HH:mm", CultureInfo.CurrentCulture);
}
