using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Forms;

/// <summary>Everything found while one form is read.</summary>
internal sealed class FormProblems(string file)
{
    private readonly ImmutableArray<Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Diagnostic>();

    public ImmutableArray<Diagnostic> All => _found.ToImmutable();

    public void Add(string code, string? field, Sentence message, int? line = null) =>
        _found.Add(Diagnostic.Error(code, message, new Location(File: file, ElementId: field, Line: line)));

    public void Unknown(JsonElement element, IReadOnlyList<string> known, string what, string? field)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add("FORM002", field, $"The {what} must be a JSON object.");
            return;
        }

        foreach (var property in element.EnumerateObject().Where(property => !known.Contains(property.Name)))
            Add("FORM010", field, $"The {what} says {property.Name}, which is not supported. Remove it.");
    }
}

/// <summary>Reads single properties; absent when missing or of another type.</summary>
internal static class JsonProperties
{
    public static string? Text(this JsonElement element, string name) =>
        Find(element, name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public static decimal? Number(this JsonElement element, string name) =>
        Find(element, name, JsonValueKind.Number) is { } value && value.TryGetDecimal(out var number) ? number : null;

    public static int? Whole(this JsonElement element, string name) =>
        Find(element, name, JsonValueKind.Number) is { } value && value.TryGetInt32(out var number) ? number : null;

    private static JsonElement? Find(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == kind
            ? value
            : null;
}
