using System.Text;
using System.Text.Json;

namespace Samanvay.Adapters.Text;

/// <summary>Reads JSON that may be hostile: UTF-8 only, bounded in size and depth, no name twice, no half
/// characters.</summary>
internal static class JsonBody
{
    private const string Rfc = "RFC 8259";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The outermost value, or why there is none. The text that it is of is kept alive by it.</summary>
    public static (JsonPlace? Root, Refusal? Problem) Read(Incoming message)
    {
        var (root, problem) = Parse(message);
        if (root is not { } place) return (null, problem);
        return new Count(message.Limits).Check(place) is { } found ? (null, found) : (place, null);
    }

    /// <summary>As it stands: what is in it is still to be checked, part by part.</summary>
    public static (JsonPlace? Root, Refusal? Problem) Parse(Incoming message)
    {
        if (message.Body.Length > message.Limits.BytesMax) return (null, TooLarge(message));
        try
        {
            var text = Strict.GetString(message.Body.Span).TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(text)) return (null, Nothing);
            using var document = JsonDocument.Parse(
                text, new JsonDocumentOptions { MaxDepth = message.Limits.DepthMax });
            return (new JsonPlace(document.RootElement.Clone(), ""), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new Refusal(
                RefusalCodes.NotUtf8, $"{Rfc}, section 8.1", "The text is not UTF-8. Convert it and send it again.",
                ""));
        }
        catch (JsonException problem)
        {
            return (null, NotJson(problem, message));
        }
    }

    private static Refusal Nothing => new(
        RefusalCodes.NotJson, $"{Rfc}, section 2", "The message is empty. Send the JSON itself in its body.", "");

    public static Refusal TooLarge(Incoming message) => new(
        RefusalCodes.TooLarge, IncomingLimits.Clause,
            $"The message has {message.Body.Length} bytes; {message.Limits.BytesMax} are taken. Send parts.", "");

    private static Refusal NotJson(JsonException problem, Incoming message) =>
        problem.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
            ? new Refusal(RefusalCodes.TooDeep, IncomingLimits.Clause,
                $"The JSON is nested more than {message.Limits.DepthMax} levels deep. Send what is asked for.", "")
            : new Refusal(RefusalCodes.NotJson, $"{Rfc}, section 2",
                $"This is no JSON from line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}. "
                + $"Correct it and send it again.", "");

    /// <summary>Checks the parts of one message, and counts them together.</summary>
    internal sealed class Count(IncomingLimits limits)
    {
        private int _parts;

        public IncomingLimits Limits => limits;

        // The depth is bounded by the parser before.
        public Refusal? Check(JsonPlace place)
        {
            if (++_parts > Limits.PartsMax)
            {
                return new Refusal(RefusalCodes.TooLarge, IncomingLimits.Clause,
                    $"There are more than {Limits.PartsMax} values. Send it in parts.", "");
            }

            switch (place.Kind)
            {
                case JsonValueKind.String:
                    return CheckText(place, Limits);

                case JsonValueKind.Array:
                    foreach (var item in place.Items())
                    {
                        if (Check(item) is { } problem) return problem;
                    }

                    return null;

                case JsonValueKind.Object:
                    return CheckObject(place);

                default:
                    return null;
            }
        }

        private Refusal? CheckObject(JsonPlace place)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in place.Element.EnumerateObject())
            {
                if (NameOf(property) is not { } name) return Half(place.Pointer);
                if (!names.Add(name))
                {
                    return new Refusal(
                        RefusalCodes.DuplicateProperty, $"{Rfc}, section 4",
                        "A name is there twice. Send each once, so that it is clear what holds.", place.At(name));
                }

                if (Check(new JsonPlace(property.Value, place.At(name))) is { } problem) return problem;
            }

            return null;
        }
    }

    // An escape can name half a character; it is found only when the text is asked for.
    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Refusal? CheckText(JsonPlace place, IncomingLimits limits)
    {
        try
        {
            return place.Element.GetString()!.Length <= limits.TextMax
                ? null
                : new Refusal(RefusalCodes.TooLarge, IncomingLimits.Clause,
                    $"A text is longer than {limits.TextMax} characters.",
                    place.Pointer);
        }
        catch (InvalidOperationException)
        {
            return Half(place.Pointer);
        }
    }

    private static Refusal Half(string pointer) => new(
        RefusalCodes.BadAttribute, $"{Rfc}, section 8.2", "A text holds half a character. Send whole ones.", pointer);
}
