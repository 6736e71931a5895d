using System.Text.Json;
using Samanvay.Designer.Components.Diagram;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>Reads and writes the product's own elements of a diagram as the browser hands them over. What a form does
/// not know of an element is carried along.</summary>
internal static class SopElements
{
    public const string Text = "sop:Text";
    public const string ServiceLevel = "sop:ServiceLevel";
    public const string Form = "sop:Form";
    public const string Decision = "sop:Decision";
    public const string Trigger = "sop:Trigger";
    public const string Ladder = "sop:Ladder";
    public const string Activity = "sop:Activity";

    public static IEnumerable<SopElement> Of(this ElementSummary summary, string type) =>
        summary.Extensions.Where(each => each.TextOf("$type") == type).Select(SopElement.Of);

    /// <summary>A patch that puts these in place of all elements of the type.</summary>
    public static ElementPatch Replacing(string type, IEnumerable<SopElement> elements) => new()
    {
        Extensions = new Dictionary<string, IReadOnlyList<object>> { [type] = [.. elements] },
    };

    /// <summary>The words of another language for the name (null) or the instruction.</summary>
    public static string WordsOf(this ElementSummary summary, string language, string? about) =>
        summary.Of(Text).LastOrDefault(text => IsAbout(text, language, about))?.Read("body") ?? "";

    public static ElementPatch WithWords(this ElementSummary summary, string language, string? about, string words)
    {
        var others = summary.Of(Text).Where(text => !IsAbout(text, language, about));
        return Replacing(Text, words.Length == 0
            ? others
            : others.Append(new SopElement { ["lang"] = language, ["for"] = about, ["body"] = words }));
    }

    private static bool IsAbout(SopElement text, string language, string? about) =>
        text.Read("lang") == language && (text.Read("for") is { Length: > 0 } it ? it : "name") == (about ?? "name");

    private static string TextOf(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";
}

/// <summary>One element with its attributes and children by name.</summary>
public sealed class SopElement : Dictionary<string, object?>
{
    public SopElement() : base(StringComparer.Ordinal)
    {
    }

    private SopElement(SopElement from) : base(from, StringComparer.Ordinal)
    {
    }

    public string Read(string name) => this.GetValueOrDefault(name)?.ToString() ?? "";

    public bool Is(string name) => string.Equals(Read(name), "true", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<SopElement> Children(string name) => this.GetValueOrDefault(name) switch
    {
        IReadOnlyList<SopElement> children => children,
        JsonElement { ValueKind: JsonValueKind.Array } array =>
            [.. array.EnumerateArray().Select(Of)],
        _ => [],
    };

    /// <summary>The same with one thing changed; an empty text takes it away.</summary>
    public SopElement With(string name, object? value) => new(this) { [name] = value };

    public static SopElement Of(JsonElement element)
    {
        var made = new SopElement();
        foreach (var member in element.EnumerateObject().Where(member => member.Name != "$type"))
            made[member.Name] = member.Value;
        return made;
    }
}
