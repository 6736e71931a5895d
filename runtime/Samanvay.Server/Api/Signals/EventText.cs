using System.Globalization;
using System.Text.Json;
using Samanvay.Runtime;
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

        return PlainText.Is(text)
            ? (text, null)
            : (null, Wrong(field, "holds a character that can not be shown. Send plain text."));
    }

    private static SignalRefused Wrong(string field, string what) =>
        new(SignalRefusals.BadAttribute, $"{field.Replace('/', '.')} {what}", field);
}
