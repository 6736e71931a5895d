using System.Collections.Immutable;
using Samanvay.Designer.Components;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>From an incident's view to what its diagram and its chart show.</summary>
internal static class PanelDrawing
{
    private const int GraveMax = 2;

    /// <summary>The states that a diagram shows, as the words of its legend end.</summary>
    public static readonly ImmutableArray<string> Legend = ["active", "waiting", "late", "done", "fault"];

    /// <summary>As the canvas draws it: a number where it is one of several.</summary>
    public static string SignOf(string state) =>
        state switch { "late" => "!", "done" => "✓", "fault" => "✕", _ => "1" };

    public static ImmutableArray<DiagramMark> Marks(RunView run, Texts texts) =>
        RunMarks.Of(run.Tokens, run.Completed, texts);

    public static ImmutableArray<Reading> Readings(GaugeSeries gauge) =>
        [.. gauge.Points.OrderBy(point => point.At).Select(point => new Reading(point.At, (double)point.Value))];

    public static ImmutableArray<Threshold> Thresholds(GaugeSeries gauge) =>
    [
        .. gauge.Levels.Select(level => new Threshold(
            level.Name, (double)level.Value, level.Severity <= GraveMax ? Tone.Error : Tone.Warning)),
    ];
}
