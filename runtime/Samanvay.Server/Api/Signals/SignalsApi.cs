using System.Globalization;
using Samanvay.Adapters;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Server.Api.Feeds;

namespace Samanvay.Server.Api.Signals;

/// <summary>The intake of the city: <c>POST /api/signals</c> with CloudEvents, structured, batched or binary. The feed
/// that every city has: its events name the city's own devices.</summary>
internal static class SignalsApi
{
    private const string Structured = "application/cloudevents+json";
    private const string Batched = "application/cloudevents-batch+json";

    private static readonly string[] Wanted = [Structured, Batched, JsonText.Plain];

    private static readonly IncomingLimits Limits = new() { DepthMax = 16, NameMax = 256 };

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/signals", PostAsync)
        .AllowAnonymous().DisableAntiforgery()
        .WithSummary("Takes observations as CloudEvents 1.0 and answers when they are stored.")
        .WithDescription("Authorization: Bearer KEY. 200 with one answer per event: taken, duplicate, or refused with "
            + "code, message and pointer; a single event that is refused is answered 422. 400 when the body is not "
            + "events; 401 without a valid key; 408, 413, 415 when it is too slow, too large or of another kind; 503 "
            + "with Retry-After when the lane is full. Every answer from 400 on is problem details.");

    private static async Task<IResult> PostAsync(HttpContext context, FeedDoor door)
    {
        if (await door.OpenAsync(context) is not { } key) return BearerKey.Missing(context);
        var read = await MessageRequest.ReadAsync(context, Wanted, door.Now(key), door.Host);
        if (read.Problem is { } problem) return await door.RefuseAsync(context, key, Feed.Signals, problem);
        var content = read.Value! with { Limits = Limits };
        var message = new FeedMessage(key.City, Feed.Signals, key.Sender, content) { Key = key.Id };
        return await door.TakeAsync(context, message, answered => Answer(answered, content));
    }

    private static IResult Answer(FeedAnswered answered, Incoming content)
    {
        var isBatch = MediaTypeOf(content) == Batched;
        var lines = answered.Lines;
        if (isBatch && lines.IsEmpty)
        {
            return Problems.Of(
                StatusCodes.Status400BadRequest, SignalRefusals.EventCount, "The batch is empty. Send an event.", "");
        }

        // What is wrong with a batch as a list is no event that was refused.
        if (isBatch && lines is [{ Place: "", Problem.Code: SignalRefusals.NotAnEvent }])
            return Problems.Of(StatusCodes.Status400BadRequest, lines[0], lines);
        if (answered.IsUnreadable) return FeedAnswers.Of(answered);
        var isBinary = !isBatch && MediaTypeOf(content) != Structured && content.Headers.ContainsKey("ce-specversion");
        var events = lines.GroupBy(line => isBatch ? IndexOf(line.Place) : 0).OrderBy(group => group.Key)
            .Select(group => group.First())
            .Select(line => isBinary ? line with { Place = InBinary(line.Place) } : line).ToList();
        return events is [{ Outcome: FeedOutcome.Refused } only]
            ? Problems.Of(StatusCodes.Status422UnprocessableEntity, only, [only])
            : Results.Json(events.Select(Line));
    }

    private static object Line(FeedLine line) => line switch
    {
        { Outcome: FeedOutcome.Taken, Problem: { } trouble } =>
            new { line.Id, status = "taken", code = trouble.Code, message = trouble.Message },
        { Outcome: FeedOutcome.Refused, Problem: { } problem } => new
        {
            line.Id,
            status = "refused",
            code = problem.Code,
            clause = problem.Clause,
            message = problem.Message,
            pointer = line.Place,
        },
        { Outcome: FeedOutcome.Duplicate } => new { line.Id, status = "duplicate" },
        _ => new { line.Id, status = "taken" },
    };

    private static string MediaTypeOf(Incoming content) =>
        content.ContentType!.Split(';', 2)[0].Trim().ToLowerInvariant();

    private static int IndexOf(string place) => int.Parse(
        place.Split('/', 3)[1], NumberStyles.None, CultureInfo.InvariantCulture);

    // Attributes are headers; the body is the data alone.
    private static string InBinary(string place) => place switch
    {
        _ when place.StartsWith("/data", StringComparison.Ordinal) => place["/data".Length..],
        "/subject" or "/time" => $"header ce-{place[1..]}",
        _ => place,
    };
}
