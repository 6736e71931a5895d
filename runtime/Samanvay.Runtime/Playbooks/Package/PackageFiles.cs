using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Playbooks.Package;

/// <summary>The files of a playbook, by path. They may come from anybody: nothing of them has been looked
/// into.</summary>
[SuppressMessage("Performance", "CA1819", Justification = "The content is written once and only read.")]
public sealed record PackageFiles(ImmutableSortedDictionary<string, byte[]> Contents)
{
    public const string Manifest = "playbook.json";
    public const string Signatures = "signatures/";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true);

    private static readonly string[] ScenarioEndings = [".json", ".csv"];

    public static readonly PackageFiles Empty =
        new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal));

    /// <summary>SHA-256 over the sorted list of (path, SHA-256) of everything but the signatures.</summary>
    public string Digest() => ProcedureFiles.HashOf(Contents
        .Where(file => !file.Key.StartsWith(Signatures, StringComparison.Ordinal))
            .Select(file => (file.Key, file.Value)));

    public PackageFiles With(string path, string text) => new(Contents.SetItem(path, Strict.GetBytes(text)));

    /// <summary>Absent when there is no such file, or when it is no text in UTF-8.</summary>
    public string? Text(string path)
    {
        if (!Contents.TryGetValue(path, out var content)) return null;
        try
        {
            return Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public IEnumerable<string> In(string folder) =>
        Contents.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>The paths that the format knows. Anything else is refused, so that nothing rides along
    /// unseen.</summary>
    public static bool IsPath(string path) => path is Manifest or "README.md" || ProcedureFiles.IsPath(path)
        || IsPlain(path, "scenarios/", ScenarioEndings) || IsPlain(path, Signatures, [".json"]);

    private static bool IsPlain(string path, string folder, string[] endings) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
        && path[folder.Length..] is { Length: > 5 and <= 100 } name && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
