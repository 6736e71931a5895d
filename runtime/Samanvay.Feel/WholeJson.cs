using System.Globalization;
using System.Text.Json;

namespace Samanvay.Feel;

/// <summary>
/// JSON from outside, all of whose texts can be read. An escape can name half a character (RFC 8259, section 8.2); the
/// reader finds that only when the text is asked for, in the middle of work.
/// </summary>
public static class WholeJson
{
    /// <exception cref="JsonException">It is no JSON, or a text holds half a character; with the line.</exception>
    public static JsonDocument Parse(string text, JsonDocumentOptions options = default)
    {
        for (var place = text.IndexOf('\\', StringComparison.Ordinal); place >= 0 && place < text.Length;)
        {
            place = Escape(text, place);
            var next = text.AsSpan(place).IndexOf('\\');
            place = next < 0 ? -1 : place + next;
        }

        return JsonDocument.Parse(text, options);
    }

    // Where the text goes on behind an escape. What is no escape at all is left to the parser.
    private static int Escape(string text, int place)
    {
        if (Unit(text, place) is not { } unit || !char.IsSurrogate(unit)) return Math.Min(place + 2, text.Length);
        if (char.IsHighSurrogate(unit) && Unit(text, place + 6) is { } low && char.IsLowSurrogate(low))
            return place + 12;

        var line = text.AsSpan(0, place).Count('\n');
        throw new JsonException("A text holds half a character.", path: null, line, bytePositionInLine: null);
    }

    private static char? Unit(string text, int place) =>
        place + 6 <= text.Length && text[place] == '\\' && text[place + 1] == 'u'
        && ushort.TryParse(
            text.AsSpan(place + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
