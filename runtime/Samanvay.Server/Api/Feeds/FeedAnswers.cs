using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Feeds;

/// <summary>What a sender is answered.</summary>
internal static class FeedAnswers
{
    public static IResult Of(FeedAnswered answered) => answered switch
    {
        { IsUnreadable: true } => Problems.Of(
            StatusOf(answered.Lines[0].Problem!.Code), answered.Lines[0], answered.Lines),
        { IsRefusedWhole: true } => Problems.Of(
            StatusCodes.Status422UnprocessableEntity, answered.Lines[0], answered.Lines),
        _ => Results.Json(answered.Lines.Select(Line)),
    };

    public static IResult Unknown() => Problems.Of(
        StatusCodes.Status404NotFound, "unknown-feed",
        "This city has no such feed for this key. An administrator finds the feeds under City, Feeds.");

    public static IResult Busy(HttpContext context, Duration retryAfter)
    {
        var seconds = (int)Math.Ceiling(retryAfter.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(new Overloaded(seconds));
    }

    /// <summary>Of a message as a whole: that it is too large or of another kind is said as HTTP says it.</summary>
    public static int StatusOf(string code) => code switch
    {
        SignalRefusals.TooLarge or SignalRefusals.EventCount => StatusCodes.Status413PayloadTooLarge,
        SignalRefusals.MediaType => StatusCodes.Status415UnsupportedMediaType,
        SignalRefusals.NotJson or SignalRefusals.TooDeep or SignalRefusals.NotUtf8 or Adapters.RefusalCodes.NotXml
            or Adapters.RefusalCodes.NotCsv or Adapters.RefusalCodes.DocumentType => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static object Line(FeedLine line) => new
    {
        line.Id,
        line.Device,
        line.Property,
        line.Target,
        Status = JsonNamingPolicy.KebabCaseLower.ConvertName(line.Outcome.ToString()),
        line.Problem?.Code,
        line.Problem?.Clause,
        line.Problem?.Message,
        Pointer = line.Problem is null ? null : line.Place,
    };
}
