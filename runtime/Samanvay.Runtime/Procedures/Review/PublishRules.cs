using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>What publishing asks of a procedure beyond being free of errors: that this city can carry it out.</summary>
internal static class PublishRules
{
    public static async Task<ImmutableArray<Diagnostic>> CheckAsync(
        CitySnapshots cities, CityId city, BuiltProcedure built, CancellationToken cancellation)
    {
        if (await cities.FindAsync(city, cancellation) is not { } snapshot) return [];
        return [.. built.Roles.Where(role => snapshot.AgencyOf(role) is null).Select(Unbound)];
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

    private static Diagnostic Unbound(string role) => Diagnostic.Error(
        "ROLE001", $"The city has no role {role}. Add it to the city's roles, or bind it to one of them.");
}
