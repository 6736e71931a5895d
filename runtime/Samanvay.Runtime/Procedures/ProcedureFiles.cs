using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Samanvay.Runtime.Procedures;

/// <summary>Everything that one procedure consists of, by path: its diagram, decisions, forms, situations and
/// texts.</summary>
public sealed record ProcedureFiles(ImmutableSortedDictionary<string, string> Texts)
{
    public const int CharactersMax = 8 * 1024 * 1024;
    public const int FilesMax = 500;

    public const string Procedures = "procedures/";
    public const string Decisions = "decisions/";
    public const string Forms = "forms/";
    public const string Situations = "situations/";
    public const string Languages = "text/";

    private static readonly (string Folder, string Ending)[] Places =
        [(Procedures, ".bpmn"), (Decisions, ".dmn"), (Forms, ".form"), (Situations, ".json"), (Languages, ".json")];

    public static readonly ProcedureFiles Empty =
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The one diagram; absent until there is one.</summary>
    public string? DiagramPath =>
        Texts.Keys.FirstOrDefault(path => path.StartsWith(Procedures, StringComparison.Ordinal));

    public string? Diagram => DiagramPath is { } path ? Texts[path] : null;

    /// <summary>The files of one folder, each with its name without folder and ending.</summary>
    public IEnumerable<(string Name, string Path, string Text)> In(string folder) =>
        from pair in Texts
        where pair.Key.StartsWith(folder, StringComparison.Ordinal)
        select (Path.GetFileNameWithoutExtension(pair.Key), pair.Key, pair.Value);

    public ProcedureFiles With(string path, string? text) =>
        new(text is null ? Texts.Remove(path) : Texts.SetItem(path, text));

    /// <summary>SHA-256 in hexadecimal over the sorted list of paths and their own hashes: any change anywhere
    /// changes it.</summary>
    public string Hash() => HashOf(Texts.Select(pair => (pair.Key, Encoding.UTF8.GetBytes(pair.Value))));

    /// <summary>A path that a procedure's file may have: one known folder, one plain name, its folder's
    /// ending.</summary>
    public static bool IsPath(string path) => Array.Exists(Places, place =>
        path.StartsWith(place.Folder, StringComparison.Ordinal) && path.EndsWith(place.Ending, StringComparison.Ordinal)
        && IsName(path[place.Folder.Length..^place.Ending.Length]));

    /// <summary>The digest of the playbook format: SHA-256 over the sorted list of (path, SHA-256).</summary>
    internal static string HashOf(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{Convert.ToHexStringLower(SHA256.HashData(content))}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsName(string name) => name is { Length: > 0 and <= 100 } && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
