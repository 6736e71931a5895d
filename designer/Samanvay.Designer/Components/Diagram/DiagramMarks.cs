using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Feel;

namespace Samanvay.Designer.Components.Diagram;

/// <summary>How a procedure stands at one element.</summary>
public enum MarkState
{
    Active,
    Waiting,
    Late,
    Done,
    Fault,
    Cancelled,
}

/// <summary>What is drawn over one element of a diagram: its tokens, and the clock that runs there.</summary>
/// <param name="Text">Said on hovering and to a screen reader: who has it, since when.</param>
public sealed record DiagramMark(
    string ElementId, MarkState State, int Tokens = 1, string? Text = null, Instant? Due = null)
{
    internal object ForBrowser() => new
    {
        element = ElementId,
        state = State.ToString().ToLowerInvariant(),
        tokens = Tokens,
        text = Text,
        due = Due?.ToString(),
    };
}

internal static class DiagramProblems
{
    /// <summary>Only what is about one element; the rest is said in a list.</summary>
    public static IEnumerable<object> ForBrowser(this IEnumerable<Diagnostic> problems, Texts texts) =>
        from problem in problems
        where problem.Location.ElementId is not null
        select new
        {
            element = problem.Location.ElementId,
            severity = problem.Severity.ToString().ToLowerInvariant(),
            text = texts.Say(problem.Said),
        };
}
