using System.Collections.Immutable;
using Samanvay.Designer.Components;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Engine;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>From an incident's view to what its diagram and its chart show.</summary>
internal static class PanelDrawing
{
    private const int GraveMax = 2;

    public static ImmutableArray<DiagramMark> Marks(RunView run, Texts texts)
    {
        var live = run.Tokens.GroupBy(token => token.ElementId)
            .Select(tokens => Mark(tokens.Key, tokens.Select(StateOf).Max(), tokens.Count(), texts)).ToImmutableArray();
        var busy = live.Select(mark => mark.ElementId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. live,
            .. run.Completed.Where(done => !busy.Contains(done.Key))
                .Select(done => Mark(done.Key, MarkState.Done, done.Value, texts)),
        ];
    }

    public static ImmutableArray<Reading> Readings(GaugeSeries gauge) =>
        [.. gauge.Points.OrderBy(point => point.At).Select(point => new Reading(point.At, (double)point.Value))];

    public static ImmutableArray<Threshold> Thresholds(GaugeSeries gauge) =>
    [
        .. gauge.Levels.Select(level => new Threshold(
            level.Name, (double)level.Value, level.Severity <= GraveMax ? Tone.Error : Tone.Warning)),
    ];

    // Of several tokens at one element the worst is shown; the order of the states is that of their gravity but for
    // Done.
    private static MarkState StateOf(DiagramToken token) => token switch
    {
        { Faulty: true } => MarkState.Fault,
        { Late: true } => MarkState.Late,
        { State: TokenState.Arrived } => MarkState.Waiting,
        _ => MarkState.Active,
    };

    private static DiagramMark Mark(string element, MarkState state, int count, Texts texts) =>
        new(element, state, count, texts[$"live.mark.{state.ToString().ToLowerInvariant()}"]);
}
