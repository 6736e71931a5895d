using System.Collections.Immutable;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Tests.Runtime.Procedures;

/// <summary>The river flood playbook's own files, as a procedure.</summary>
internal static class RiverFlood
{
    public static readonly ProcedureFiles Files = new(Read());

    private static ImmutableSortedDictionary<string, string> Read()
    {
        var folder = Path.Combine(Root(), "templates", "river-flood");
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .Where(file => ProcedureFiles.IsPath(file.Path))
            .ToImmutableSortedDictionary(file => file.Path, file =>
                File.ReadAllText(file.File), StringComparer.Ordinal);
    }

    public static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Samanvay.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
