using System.Collections.Immutable;
using Samanvay.Designer.Localization;
using Samanvay.Engine;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Components.Diagram;

/// <summary>From where a run stands to what its diagram shows.</summary>
internal static class RunMarks
{
    public static ImmutableArray<DiagramMark> Of(
        IEnumerable<DiagramToken> tokens, IEnumerable<KeyValuePair<string, int>> completed, Texts texts)
    {
        var live = tokens.GroupBy(token => token.ElementId)
            .Select(at => Mark(at.Key, at.Select(StateOf).Max(), at.Count(), texts)).ToImmutableArray();
        var busy = live.Select(mark => mark.ElementId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. live,
            .. completed.Where(done => !busy.Contains(done.Key))
                .Select(done => Mark(done.Key, MarkState.Done, done.Value, texts)),
        ];
    }

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
