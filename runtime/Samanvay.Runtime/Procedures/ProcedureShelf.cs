using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Procedures;

/// <summary>All procedures of a city, with how each stands, and the versions that each has had.</summary>
public sealed class ProcedureShelf(IProcedureStore store, CitySnapshots cities, ProcedureCatalog catalog)
{
    // A draft is built again only when it was saved: building a large one takes a good part of a second.
    private readonly ConcurrentDictionary<(CityId, ProcedureId),
        (ProcedureVersionId Version, BuiltProcedure Built)> _checked = new();

    /// <summary>Drafts and published procedures together, by name.</summary>
    public async Task<Answer<ImmutableArray<ShelvedProcedure>>> ListAsync(
        Asker asker, CancellationToken cancellation)
    {
        if (Refusal(asker) is { } refusal) return refusal;
        var drafts = (await store.DraftsAsync(asker.City, cancellation)).ToDictionary(draft => draft.Id);
        var newest = (await catalog.OfAsync(asker.City, cancellation)).All.GroupBy(known => known.Version.Procedure)
            .ToDictionary(group => group.Key, group => group.MaxBy(known => known.Version.Number)!);
        return (ImmutableArray<ShelvedProcedure>)
        [
            .. drafts.Keys.Union(newest.Keys)
                .Select(id => Shelved(drafts.GetValueOrDefault(id), newest.GetValueOrDefault(id)))
                .OrderBy(shelved => shelved.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every version that a procedure has had, the newest first.</summary>
    public async Task<Answer<ImmutableArray<ProcedureVersion>>> VersionsAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation)
    {
        if (Refusal(asker) is { } refusal) return refusal;
        return (ImmutableArray<ProcedureVersion>)
        [
            .. (await store.VersionsAsync(asker.City, cancellation))
                .Where(version => version.Procedure == procedure).OrderByDescending(version => version.Number),
        ];
    }

    /// <summary>The names of the people who drew, judged and published; somebody unknown keeps the id.</summary>
    public async Task<Func<PersonId?, string>> NamesAsync(Asker asker, CancellationToken cancellation)
    {
        var city = await cities.FindAsync(asker.City, cancellation);
        return person => city?.PersonOf(person)?.Name ?? person?.Value ?? "";
    }

    private ShelvedProcedure Shelved(ProcedureDraft? draft, KnownProcedure? newest) =>
        Shelved(draft, newest, draft is null ? newest!.Built : BuiltOf(draft));

    private static ShelvedProcedure Shelved(ProcedureDraft? draft, KnownProcedure? newest, BuiltProcedure built) =>
        new(draft?.Id ?? newest!.Version.Procedure, draft?.Name ?? newest!.Version.Name, newest?.Version, draft)
        {
            Problems = built.Problems,
            Texts = built.Definitions?.Processes.FirstOrDefault()?.Sop,
        };

    private BuiltProcedure BuiltOf(ProcedureDraft draft)
    {
        var key = (draft.City, draft.Id);
        var version = ProcedureVersion.IdOf(draft.Files, ParameterValues.None);
        if (_checked.TryGetValue(key, out var known) && known.Version == version) return known.Built;
        var built = ProcedureBuilder.Build(draft.Files, ParameterValues.None, version);
        _checked[key] = (version, built);
        return built;
    }

    private static NotAllowed? Refusal(Asker asker) =>
        AccessPolicy.Allows(asker, FrontDoorOperation.ViewProcedures, asker.City)
            ? null
            : new NotAllowed(FrontDoorOperation.ViewProcedures);
}

/// <summary>A procedure as it lies on the shelf.</summary>
/// <param name="Newest">The newest version; absent while it was never published, retired when it says so.</param>
/// <param name="Draft">Absent while nobody works on it.</param>
public sealed record ShelvedProcedure(ProcedureId Id, string Name, ProcedureVersion? Newest, ProcedureDraft? Draft)
{
    /// <summary>What stands against the draft, or against the published version where there is none.</summary>
    public ImmutableArray<Diagnostic> Problems { get; init; } = [];

    internal SopExtensions? Texts { get; init; }

    /// <summary>What it is called in a language; where it has no name there, its own.</summary>
    public string NameIn(string language) => Texts?.TextFor(language) ?? Name;
}
