namespace Samanvay.Server.Api.Feeds;

/// <summary>Answers senders that ask before they send (CloudEvents HTTP webhook 1.0, section 4).</summary>
/// <remarks>Saying yes opens nothing: each delivery still needs its key.</remarks>
internal static class WebhookHandshake
{
    /// <summary>What a door of messages can be asked.</summary>
    public const string Allowed = "OPTIONS, POST";

    private const string Origin = "WebHook-Request-Origin";

    // Deliveries in a minute; more are told to come later while the lane is full.
    private const string Rate = "6000";

    public static IResult Answer(HttpContext context)
    {
        context.Response.Headers.Allow = Allowed;
        if (context.Request.Headers[Origin].ToString() is { Length: > 0 and <= 256 } origin
            && origin.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or ':' or '*'))
        {
            context.Response.Headers["WebHook-Allowed-Origin"] = origin;
            context.Response.Headers["WebHook-Allowed-Rate"] = Rate;
        }

        return Results.Ok();
    }
}
