using System.Globalization;
using System.Text;
using System.Text.Json;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Signals;

/// <summary>
/// A text of an event. CloudEvents 1.0.2, section 3.1 (String) forbids control characters, characters that are none
/// and half pairs: they would sit unseen in every list and log.
/// </summary>
internal static class EventText
{
    public static (string? Value, SignalRefused? Problem) Of(JsonElement value, string field, int max)
    {
        if (value.ValueKind != JsonValueKind.String)
            return (null, Wrong(field, "must be text, in quotes."));

        try
        {
            return Of(value.GetString()!, field, max);
        }
        // An escape can name half a character; it is found only when the text is asked for.
        catch (InvalidOperationException)
        {
            return (null, Wrong(field, "holds half a character. Send whole ones."));
        }
    }

    public static (string? Value, SignalRefused? Problem) Of(string text, string field, int max)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, Wrong(field, "is empty. Leave it out, or fill it in."));
        if (text.Length > max)
        {
            return (null, Wrong(field, string.Create(
                CultureInfo.InvariantCulture, $"is longer than {max} characters.")));
        }

        return text.EnumerateRunes().Any(IsUnseen)
            ? (null, Wrong(field, "holds a character that can not be shown. Send plain text."))
            : (text, null);
    }

    // The two joiners belong to the spelling of Hindi and its neighbours; other marks of direction and form do not.
    private static bool IsUnseen(Rune rune) => rune.Value is not (0x200C or 0x200D) && (IsNone(rune.Value)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsNone(int value) => value is 0xFFFD or (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;

    private static SignalRefused Wrong(string field, string what) =>
        new(SignalRefusals.BadAttribute, $"{field.Replace('/', '.')} {what}", field);
}
