using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Decisions;

namespace Samanvay.Runtime.Playbooks;

/// <summary>A package that was read: its manifest and its procedures. Reading executes nothing.</summary>
public sealed record Playbook(PackageFiles Files, PlaybookManifest Manifest, string Digest)
{
    /// <summary>Each diagram with everything that it may refer to.</summary>
    public ImmutableSortedDictionary<string, ProcedureFiles> Procedures { get; init; } =
        ImmutableSortedDictionary.Create<string, ProcedureFiles>(StringComparer.Ordinal);

    public string Label => $"{Manifest.Id} {Manifest.Version}";

    public static Parsed<Playbook> Read(PackageFiles files)
    {
        if (files.Text(PackageFiles.Manifest) is not { } json)
            return new(null, [Diagnostic.Error("PLAY002", "The package has no readable manifest playbook.json.")]);
        var manifest = ManifestJson.Read(json);
        if (manifest.Value is not { } read) return new(null, manifest.Problems);
        var unreadable = files.Contents.Keys.Where(path => files.Text(path) is null).Select(path =>
            Diagnostic.Error("PLAY003", $"The file {path} is not a text in UTF-8.", new Location(File: path)));
        if (unreadable.ToImmutableArray() is { IsEmpty: false } problems) return new(null, problems);
        var procedures = Split(files);
        return procedures.IsEmpty
            ? new(null, [Diagnostic.Error("PLAY004", "The playbook has no procedure.")])
            : new(new Playbook(files, read, files.Digest()) { Procedures = procedures }, manifest.Problems);
    }

    /// <summary>Builds every procedure with a city's values, and names what this installation can not do.</summary>
    public ImmutableSortedDictionary<string,
        BuiltProcedure> Build(ParameterValues parameters, IReadOnlySet<string> activities) =>
        Procedures.ToImmutableSortedDictionary(pair => pair.Key, pair => Build(pair.Value, parameters, activities));

    /// <summary>The same with what stands against the decisions of each.</summary>
    public ImmutableSortedDictionary<string, BuiltProcedure> Check(
        ParameterValues parameters, IReadOnlySet<string> activities, DecisionChecks decisions) =>
        Build(parameters, activities).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value with
        {
            Problems = pair.Value.Problems.AddRange(decisions.Of(Procedures[pair.Key])),
        }, StringComparer.Ordinal);

    private static BuiltProcedure Build(ProcedureFiles files, ParameterValues parameters,
        IReadOnlySet<string> activities)
    {
        var built = ProcedureBuilder.Build(files, parameters, ProcedureVersion.IdOf(files, parameters));
        var unknown = KnownActivities.Unknown(built, activities).Select(found =>
            Diagnostic.Error("PLAY005", found.Said, new Location(files.DiagramPath, found.Element)));
        return built with { Problems = built.Problems.AddRange(unknown) };
    }

    private static ImmutableSortedDictionary<string, ProcedureFiles> Split(PackageFiles files)
    {
        var shared = files.Contents.Keys
            .Where(path =>
                ProcedureFiles.IsPath(path) && !path.StartsWith(ProcedureFiles.Procedures, StringComparison.Ordinal))
            .Aggregate(ProcedureFiles.Empty, (all, path) => all.With(path, files.Text(path)));
        return files.In(ProcedureFiles.Procedures).ToImmutableSortedDictionary(
            path => Path.GetFileNameWithoutExtension(path), path =>
                shared.With(path, files.Text(path)), StringComparer.Ordinal);
    }
}
