using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Live;

/// <summary>One way to start a procedure by hand: its plain start, or one of the messages it begins with.</summary>
/// <param name="Kind">The procedure's id: incidents of one kind are found together.</param>
public sealed record StartableProcedure(string Name, string Kind, ProcedureVersionId Version, string? Message)
{
    public string Choice => $"{Version}|{Message}";

    public static ImmutableArray<StartableProcedure> Of(ImmutableArray<StartChoice> choices) =>
        [.. choices.SelectMany(Of)];

    private static IEnumerable<StartableProcedure> Of(StartChoice choice)
    {
        if (choice.Plain) yield return new(choice.Name, choice.Kind, choice.Version, null);
        foreach (var start in choice.Messages)
            yield return new($"{choice.Name}: {start.Name}", choice.Kind, choice.Version, start.Message);
    }
}
