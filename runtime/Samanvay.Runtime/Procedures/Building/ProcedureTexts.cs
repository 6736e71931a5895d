using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>The texts of one language outside the diagram, by place: <c>forms/closure-report/ghatsClosed</c>.</summary>
public sealed record ProcedureTexts(string Language, ImmutableSortedDictionary<string, string> Texts)
{
    public string? this[string place] => Texts.GetValueOrDefault(place);

    /// <summary>Reads <c>{"language": "hi", "texts": {"title": "…"}}</c>.</summary>
    public static Parsed<ProcedureTexts> Read(string file, string text)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false };
            using var document = WholeJson.Parse(text, options);
            if (Read(document.RootElement) is { } texts) return new(texts, []);
            return Unreadable(file, "It needs a language and an object of texts.");
        }
        catch (JsonException)
        {
            return Unreadable(file, "It is not readable as JSON.");
        }
    }

    private static ProcedureTexts? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (!root.TryGetProperty("language", out var language) || language.ValueKind != JsonValueKind.String)
            return null;
        if (!root.TryGetProperty("texts", out var texts) || texts.ValueKind != JsonValueKind.Object) return null;
        if (texts.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String)) return null;
        return new(language.GetString()!, texts.EnumerateObject().ToImmutableSortedDictionary(
            entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal));
    }

    private static Parsed<ProcedureTexts> Unreadable(string file, Sentence reason) =>
        new(null, [Diagnostic.Error("TEXT001", $"The texts in {file} can not be read. {reason}",
            new Location(File: file))]);
}
