using Samanvay.Runtime.Feeds;
using Samanvay.Server.Api.Open311;

namespace Samanvay.Server.Api.Feeds;

/// <summary>The door of the city's feeds: <c>POST /api/feeds/{feed}</c> with messages of the feed's standard.</summary>
internal static class FeedsApi
{
    private static readonly string[] Others =
        [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/feeds/{feed}", PostAsync).AllowAnonymous().DisableAntiforgery()
            .WithSummary("Takes a message of the feed's standard and answers when what it tells is stored.")
            .WithDescription("Authorization: Bearer KEY. The feed says what is read: CloudEvents, NGSI-LD, NGSI v2, "
                + "IUDX, SensorThings, CAP, Open311, or plain JSON and CSV by its mapping. 200 with one answer for "
                + "each thing that the message tells: taken, duplicate, left-out, noted, or refused with code, "
                + "clause, message and pointer; 422 when all of it is refused. 400 when the message can not be read; "
                + "401 without a valid key; 404 when the city has no such feed for this key; 408, 413, 415 when it is "
                + "too slow, too large or of another kind; 503 with Retry-After when the lane is full. Every answer "
                + "from 400 on is problem details. A message that was taken before is answered as a duplicate: send "
                + "it again in doubt.");
        foreach (var path in (string[])["/api/feeds/{feed}", "/api/signals"])
        {
            routes.MapMethods(path, [HttpMethods.Options], WebhookHandshake.Answer).AllowAnonymous()
                .WithSummary("Tells a sender of webhooks that it may deliver here, with its key.");
            // Left to the routing, whoever asks so would be told to sign in.
            routes.MapMethods(path, Others, RefuseMethod).AllowAnonymous().DisableAntiforgery()
                .ExcludeFromDescription();
        }
    }

    private static IResult RefuseMethod(HttpContext context)
    {
        context.Response.Headers.Allow = WebhookHandshake.Allowed;
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    private static async Task<IResult> PostAsync(HttpContext context, string feed, FeedDoor door)
    {
        if (await door.OpenAsync(context) is not { } key) return BearerKey.Missing(context);
        if (await door.FindAsync(context, key, feed) is not { } known) return FeedAnswers.Unknown();
        var read = await MessageRequest.ReadAsync(context, FeedMedia.Of(known.Format), door.Now(key), door.Host);
        if (read.Problem is { } problem) return await door.RefuseAsync(context, key, feed, problem);
        var message = new FeedMessage(key.City, feed, key.Sender, read.Value!) { Key = key.Id };
        return await door.TakeAsync(
            context, message, known.Format == FeedFormat.Open311 ? RequestAnswers.Of : FeedAnswers.Of);
    }
}
