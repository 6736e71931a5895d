using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Live;

/// <summary>One way to start a procedure by hand: its plain start, or one of the messages that it begins with.</summary>
/// <param name="Kind">The procedure's id: incidents of one kind are found together.</param>
public sealed record StartableProcedure(string Name, string Kind, ProcedureVersionId Version, string? Message)
{
    public string Choice => $"{Version}|{Message}";

    public static ImmutableArray<StartableProcedure> Of(CityProcedures procedures) =>
        [.. procedures.InForce.SelectMany(Of).OrderBy(each => each.Name, StringComparer.CurrentCulture).ThenBy(each => each.Message, StringComparer.Ordinal)];

    private static IEnumerable<StartableProcedure> Of(KnownProcedure known)
    {
        var version = known.Version;
        var process = known.Built.Procedure!.Process;
        if (process.StartMessages.Count == 0) yield return new(version.Name, version.Procedure.Value, version.Id, null);
        foreach (var message in process.StartMessages.Keys)
            yield return new(version.Name, version.Procedure.Value, version.Id, message);
    }
}
