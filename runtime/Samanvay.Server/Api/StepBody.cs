using System.Text.Json;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Server.Api;

/// <summary>What comes with an act on a step.</summary>
internal static class StepBody
{
    public const int BytesMax = 256 * 1024;

    /// <summary>The fields of the step's form, by name.</summary>
    public static RequestRead<FeelContext> FieldsOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Wrong("fields", "Send an object with the fields of the form, {} for a form without any.", "");

        if (JsonNames.Of(body).Problem is { } twice) return Wrong(twice.Kind, twice.Message, $"/{twice.Field}");
        try
        {
            return (FeelContext)FeelJson.ReadPlain(body);
        }
        // An escape can name half a character; it is found only when the text is asked for.
        catch (InvalidOperationException)
        {
            return Wrong("fields", "A field holds half a character. Send whole ones.", "");
        }
        catch (FeelLimitException limit)
        {
            return Wrong("fields", $"The fields are too much for a step. {limit.Message}", "");
        }
    }

    public static RequestRead<string> ReasonOf(JsonElement body) => JsonText.TextOf(body, "reason") is { } reason
        ? reason
        : Wrong("reason", "reason is missing, or is no text. Say why.", "/reason");

    private static RequestProblem Wrong(string code, string message, string pointer) =>
        new(StatusCodes.Status400BadRequest, code, message, pointer);
}
