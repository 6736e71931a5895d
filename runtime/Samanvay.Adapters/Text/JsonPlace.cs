using System.Globalization;
using System.Text.Json;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.Text;

/// <summary>A value of a JSON text, and where it stands.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Pointer)
{
    public JsonValueKind Kind => Element.ValueKind;

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsArray => Kind == JsonValueKind.Array;

    /// <summary>Absent and null are the same: neither says anything.</summary>
    public JsonPlace? this[string name] =>
        IsObject && Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(value, At(name))
            : null;

    /// <summary>The text, or null where it is something else.</summary>
    public string? Text => Kind == JsonValueKind.String ? Element.GetString() : null;

    /// <summary>A text, or a number as it is written: identifiers come as both.</summary>
    public string? TextOrNumber => Kind == JsonValueKind.Number ? Element.GetRawText() : Text;

    public string? TextOf(string name) => this[name]?.Text;

    public bool Has(string name) => IsObject && Element.TryGetProperty(name, out _);

    public string At(string name) =>
        $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public IEnumerable<JsonPlace> Items()
    {
        var (index, pointer) = (0, Pointer);
        foreach (var item in Element.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");
            index++;
            yield return new JsonPlace(item, place);
        }
    }

    public IEnumerable<(string Name, JsonPlace Value)> Properties()
    {
        var here = this;
        return Element.EnumerateObject().Select(entry => (entry.Name, new JsonPlace(entry.Value, here.At(entry.Name))));
    }

    /// <summary>As a plain value; null where it is larger than a value may be.</summary>
    public FeelValue? ToFeel()
    {
        try
        {
            return FeelJson.ReadPlain(Element);
        }
        catch (FeelLimitException)
        {
            return null;
        }
    }
}
