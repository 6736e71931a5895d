using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Feel;

namespace Samanvay.Engine.Situations;

public sealed partial class SituationReader
{
    private string Text(JsonElement parent, string name, string? within = null)
    {
        var field = within is null ? name : $"{within}.{name}";
        var text = parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
        if (text.Length == 0) Report(field, "This text is missing.");
        else if (name is "id" or "name" && !Identifier().IsMatch(text))
            Report(field, "Use small letters, digits and hyphens, beginning with a letter.");
        return text;
    }

    private int? Whole(JsonElement parent, string name, string within, (int Min, int Max) limits)
    {
        if (parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) && number >= limits.Min && number <= limits.Max)
        {
            return number;
        }

        Report($"{within}.{name}", $"Write a whole number from {limits.Min} to {limits.Max}.");
        return null;
    }

    private bool Flag(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value)) return true;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Report(name, "Write true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    private T Choice<T>(JsonElement parent, string name, T otherwise, string within = "") where T : struct, Enum
    {
        if (!parent.TryGetProperty(name, out var value)) return otherwise;
        foreach (var choice in Enum.GetValues<T>())
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() == Lower(choice)) return choice;
        }

        Report(Within(within, name), $"Choose one of: {string.Join(", ", Enum.GetValues<T>().Select(Lower))}.");
        return otherwise;
    }

    private static string Lower<T>(T choice) where T : struct, Enum => choice.ToString().ToLowerInvariant();

    private bool IsObject(JsonElement value, string field)
    {
        if (value.ValueKind == JsonValueKind.Object) return true;
        Report(field, "A JSON object is expected here.");
        return false;
    }

    // A misspelt name, or the first of two, would otherwise be a rule that is silently not kept.
    private void Allow(JsonElement parent, string within, params string[] names)
    {
        foreach (var settings in parent.EnumerateObject().GroupBy(property => property.Name, StringComparer.Ordinal))
        {
            var field = within.Length == 0 ? settings.Key : $"{within}.{settings.Key}";
            if (!names.Contains(settings.Key))
                Report(field, $"There is no such setting. Known here: {string.Join(", ", names)}.");
            else if (settings.Skip(1).Any())
                Report(field, "This is there twice. Keep the one that holds.");
        }
    }

    private SituationDraft? Refuse(string field, Sentence message)
    {
        Report(field, message);
        return null;
    }

    private void Report(string field, Sentence message) =>
        _problems.Add(Diagnostic.Error("SIT002", $"{field}: {message}", new Location(_file, Field: field)));

    [GeneratedRegex("^[a-z][a-z0-9-]*\\z")]
    private static partial Regex Identifier();
}
