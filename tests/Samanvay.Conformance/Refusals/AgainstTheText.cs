using System.Collections.Frozen;
using System.Text.Json;

namespace Samanvay.Conformance.Refusals;

/// <summary>Models of the other suites that run on the engine they were written for, though the standard's text forbids
/// them.</summary>
internal static class AgainstTheText
{
    private static readonly FrozenDictionary<string, string> Clauses = Read();

    /// <summary>What the text says against the model of that file; null where it is a good one.</summary>
    public static string? Clause(string file) => Clauses.GetValueOrDefault(Path.GetFileName(file));

    // By clause, the names of the files.
    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(AgainstTheText).Assembly.GetManifestResourceStream("against-the-text.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject()
            .SelectMany(clause => clause.Value.EnumerateArray().Select(file => (File: file.GetString()!, clause.Name)))
            .ToFrozenDictionary(each => each.File, each => each.Name, StringComparer.Ordinal);
    }
}
