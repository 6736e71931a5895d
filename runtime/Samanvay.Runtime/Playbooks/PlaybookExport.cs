using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Makes the file in which procedures travel. What is the city's own stays in the city.</summary>
public sealed class PlaybookExport(IPlaybookStore playbooks, CitySnapshots cities, ProcedureCatalog catalog)
{
    /// <summary>The package exactly as it came in.</summary>
    public async Task<Answer<PackageFile>> AsReceivedAsync(
        Asker asker, PlaybookName name, CancellationToken cancellation)
    {
        if (Refusal(asker) is { } refusal) return refusal;
        if (await playbooks.FindAsync(asker.City, name.Id, name.Version, cancellation) is not { } stored)
            return new NotFound("playbook", name.ToString());
        return new PackageFile($"{stored.Id}-{stored.Version}.playbook", stored.Digest, stored.Package);
    }

    /// <summary>A new playbook of procedures that are in force here, with the defaults in place of the city's
    /// values.</summary>
    public async Task<Answer<PackageFile>> OfProceduresAsync(
        Asker asker, NewPlaybook request, CancellationToken cancellation)
    {
        if (Refusal(asker) is { } refusal) return refusal;
        if (await cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var inForce = (await catalog.OfAsync(asker.City, cancellation)).InForce;
        var chosen = new List<KnownProcedure>();
        foreach (var procedure in request.Procedures)
        {
            if (inForce.FirstOrDefault(known => known.Version.Procedure == procedure) is not { } known)
                return new NotFound("published procedure", procedure.Value);
            chosen.Add(known);
        }

        if (Merge(chosen) is not { } files)
            return new Invalid("procedures", "Two of them have different files of one name.");
        var manifest = ManifestWriter.Of(request, chosen);
        files = files.With(PackageFiles.Manifest, ManifestJson.Write(manifest));
        if (Playbook.Read(files) is { Value: null } unreadable) return new HasProblems(unreadable.Problems);
        var traces = CityTraces.Find(files, city.Setup);
        if (traces.Any(trace => trace.Severity == Severity.Error)) return new HasProblems(traces);
        return new PackageFile($"{manifest.Id}-{manifest.Version}.playbook", files.Digest(), PackageWriter.Write(files))
        {
            Notes = traces,
        };
    }

    private static PackageFiles? Merge(IEnumerable<KnownProcedure> procedures)
    {
        var merged = PackageFiles.Empty;
        foreach (var (path, text) in procedures.SelectMany(known => known.Version.Files.Texts))
        {
            if (merged.Text(path) is { } other && other != text) return null;
            merged = merged.With(path, text);
        }

        return merged;
    }

    private static NotAllowed? Refusal(Asker asker) =>
        AccessPolicy.Allows(asker, FrontDoorOperation.ExportPlaybook, asker.City)
            ? null
            : new NotAllowed(FrontDoorOperation.ExportPlaybook);
}

/// <summary>What its publisher says of a new playbook.</summary>
public sealed record NewPlaybook(string Id, string Version, string Title, ImmutableArray<ProcedureId> Procedures)
{
    public string Summary { get; init; } = "";

    public required string Publisher { get; init; }

    public required string Licence { get; init; }

    public ImmutableArray<string> Changes { get; init; } = ["First version."];
}

/// <param name="Name">For the download.</param>
public sealed record PackageFile(string Name, string Digest, ReadOnlyMemory<byte> Content)
{
    /// <summary>What should be looked at before the file is given away.</summary>
    public ImmutableArray<Diagnostic> Notes { get; init; } = [];
}
