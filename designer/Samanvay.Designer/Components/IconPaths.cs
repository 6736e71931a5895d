using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Samanvay.Designer.Localization;

namespace Samanvay.Designer.Components;

/// <summary>
/// The icons of Icons.json, drawn on 24 by 24 with a line of the text's colour. They come with the page, so none is
/// missing on a
/// slow line; each severity has an outline of its own, so that shape tells them apart.
/// </summary>
internal static class IconPaths
{
    private static readonly FrozenDictionary<string, string> Drawings = Load();

    public static IEnumerable<string> Names => Drawings.Keys;

    public static string Of(string name) => Drawings.TryGetValue(name, out var drawing)
        ? drawing
        : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Icons")!;
        return JsonSerializer.Deserialize(stream, TextsJson.Default.DictionaryStringString)!.ToFrozenDictionary();
    }
}
