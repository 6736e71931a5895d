using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>A body as JSON, and why it is none.</summary>
internal static class JsonText
{
    public const string Plain = "application/json";

    /// <summary>Deeper than anything that these interfaces take.</summary>
    private const int DepthMax = 16;

    /// <summary>The media type in lower case, without parameters; a problem when it is none of the wanted.</summary>
    public static RequestRead<string> MediaTypeOf(HttpRequest request, params ReadOnlySpan<string> wanted)
    {
        var names = string.Join(", ", wanted);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType is not { } name)
            return Unwanted($"Say what the body is: send a Content-Type of {names}.");

        if (type.CharSet is { } charset && !charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return Unwanted("JSON is sent in UTF-8 (RFC 8259). Leave out the charset, or convert the text.");

        var lower = name.ToLowerInvariant();
        return wanted.Contains(lower)
            ? lower
            : Unwanted($"A body of this Content-Type is not taken. Send {names}.");
    }

    /// <summary>A plain JSON body. Whoever asks disposes of it.</summary>
    public static async Task<RequestRead<JsonDocument>> ReadAsync(HttpContext context, int max, TimeProvider host)
    {
        if (MediaTypeOf(context.Request, Plain).Problem is { } unwanted) return unwanted;
        var text = await BoundedBody.ReadTextAsync(context, max, host);
        return text.Problem is { } problem ? problem : Parse(text.Value!.Bytes);
    }

    /// <summary>A property that is text; null where it is absent or something else.</summary>
    public static string? TextOf(JsonElement item, string name)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        // An escape can name half a character; it is found only when the text is asked for.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static RequestRead<JsonDocument> Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
        }
        catch (JsonException problem)
        {
            return IsTooDeep(text.Span)
                ? new RequestProblem(StatusCodes.Status400BadRequest, SignalRefusals.TooDeep, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The JSON is nested more than {DepthMax} levels deep. Send only what is asked for."))
                : NotJson(text.Length, problem);
        }
    }

    private static RequestProblem NotJson(int length, JsonException problem) => new(
        StatusCodes.Status400BadRequest, SignalRefusals.NotJson,
        length == 0
            ? "The body is empty. Send JSON."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The body is not JSON from line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}. ")
                + "Nothing was taken; correct it and send it again.");

    // Without recursion, so that depth costs nothing.
    private static bool IsTooDeep(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DepthMax + 2 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= DepthMax) return true;
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RequestProblem Unwanted(string message) =>
        new(StatusCodes.Status415UnsupportedMediaType, SignalRefusals.MediaType, message);
}
