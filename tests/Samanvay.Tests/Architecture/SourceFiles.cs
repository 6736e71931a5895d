using Samanvay.Tests.Support;

namespace Samanvay.Tests.Architecture;

/// <summary>The files that people write, each with its path from the root of the repository.</summary>
internal static class SourceFiles
{
    private static readonly string[] Roots = ["runtime", "activities", "designer", "tests", "samples"];
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "wwwroot", ".git"];

    public static IEnumerable<(string Path, string[] Lines)> Code() => Files("*.cs");

    public static IEnumerable<(string Path, string[] Lines)> Markup() => Files("*.razor");

    public static bool IsGenerated(string file) =>
        Path.GetRelativePath(SharedFolder.Repository, file).Split(Path.DirectorySeparatorChar).Any(NotOurs.Contains);

    /// <summary>Written by a tool, checked in, and not for reading.</summary>
    public static bool IsMigration(string path) => path.Contains("/Migrations/", StringComparison.Ordinal);

    public static IEnumerable<string> Folders() => Roots
        .Select(root => Path.Combine(SharedFolder.Repository, root)).Where(Directory.Exists)
        .SelectMany(root => Directory.GetDirectories(root, "*", SearchOption.AllDirectories).Prepend(root))
        .Where(folder => !IsGenerated(folder));

    public static string Relative(string file) =>
        Path.GetRelativePath(SharedFolder.Repository, file).Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<(string Path, string[] Lines)> Files(string pattern) => Folders()
        .SelectMany(folder => Directory.GetFiles(folder, pattern)).Order(StringComparer.Ordinal)
        .Select(file => (Relative(file), File.ReadAllLines(file)));
}
