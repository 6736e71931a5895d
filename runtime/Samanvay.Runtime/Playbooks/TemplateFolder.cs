using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Runtime.Playbooks.Package;

namespace Samanvay.Runtime.Playbooks;

/// <summary>The playbooks that come with the product: a folder each.</summary>
public sealed class TemplateFolder(string path)
{
    /// <summary>The names of the folders.</summary>
    public ImmutableArray<string> Names => Directory.Exists(path)
        ? [.. Directory.EnumerateDirectories(path).Where(IsPlaybook).Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Absent when there is no such template.</summary>
    public Parsed<PackageFiles>? Read(string name) =>
        Names.Contains(name) ? PackageReader.ReadFolder(Path.Combine(path, name)) : null;

    private static bool IsPlaybook(string folder) => File.Exists(Path.Combine(folder, PackageFiles.Manifest));
}
