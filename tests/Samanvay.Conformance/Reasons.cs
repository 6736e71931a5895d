using System.Collections.Frozen;
using System.Text.Json;

namespace Samanvay.Conformance;

/// <summary>Why some cases of a suite come out otherwise than it says: the clause of the standard, what the suite
/// expects and what happens here.</summary>
/// <remarks>Kept beside the suites as JSON: the reason, and the cases that it explains. Nothing is run differently for
/// being listed.</remarks>
internal static class Reasons
{
    /// <param name="list">The file's name, without its ending.</param>
    public static FrozenDictionary<string, string> Of(string list)
    {
        using var stream = typeof(Reasons).Assembly.GetManifestResourceStream($"{list}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject()
            .SelectMany(reason => reason.Value.EnumerateArray().Select(each => (Case: each.GetString()!, reason.Name)))
            .ToFrozenDictionary(each => each.Case, each => each.Name, StringComparer.Ordinal);
    }
}
