using System.Collections.Immutable;
using Samanvay.Activities;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Decisions;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>What publishing asks of a procedure beyond being free of errors: that this city can carry it out.</summary>
internal static class PublishRules
{
    public static async Task<ImmutableArray<Diagnostic>> CheckAsync(
        PublishPorts ports, CityId city, (BuiltProcedure Built, Severity Severity) of, CancellationToken cancellation)
    {
        if (await ports.Cities.FindAsync(city, cancellation) is not { } snapshot) return [];
        return [.. new CityFit(snapshot, ports.Adapters.Types.ToHashSet()).Check(of.Built, of.Severity)];
    }

    public static int NextNumber(ImmutableArray<ProcedureVersion> versions, ProcedureId procedure) =>
        versions.Where(version => version.Procedure == procedure).Select(version => version.Number)
            .DefaultIfEmpty().Max() + 1;

    /// <summary>The city's values of the version before, as far as the draft still has the parameters.</summary>
    public static ParameterValues Carried(ImmutableArray<ProcedureVersion> versions, ProcedureDraft draft)
    {
        if (versions.LastOrDefault(version => version.Procedure == draft.Id) is not { } before)
            return ParameterValues.None;
        var built = ProcedureBuilder.Build(draft.Files, ParameterValues.None, before.Id);
        var declared = built.Definitions?.Processes.SelectMany(process => process.Sop.Parameters)
            .Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return new ParameterValues(before.Parameters.Texts.RemoveRange(
            before.Parameters.Texts.Keys.Where(name => !declared.Contains(name))));
    }
}

/// <summary>What says whether a city can carry a procedure out, and whether its decisions hold what they
/// promise.</summary>
public sealed record PublishPorts(CitySnapshots Cities, ActivityAdapters Adapters, DecisionChecks Decisions);
