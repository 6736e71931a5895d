using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Server.Api.Feeds;

namespace Samanvay.Server.Api.Open311;

/// <summary>What who hands in a request is answered: GeoReport v2, POST Service Request.</summary>
internal static class RequestAnswers
{
    public static IResult Of(FeedAnswered answered) => Of(answered, Open311Answer.Json);

    public static IResult Of(FeedAnswered answered, string format)
    {
        var refused = answered.Lines.Where(line => line.Outcome == FeedOutcome.Refused).ToList();
        return refused is [var first, ..] && answered.IsRefusedWhole
            ? Open311Answer.Errors(
                format, StatusOf(first), refused.Select(line => line.Problem?.Message ?? "The request was refused."))
            : Open311Answer.List(
                format, ("service_requests", "request"),
                answered.Lines.Where(line => line.Outcome != FeedOutcome.Refused).Select(line => Open311Fields.Of(
                    ("service_request_id", line.Id), ("service_notice", null), ("account_id", null))));
    }

    // GeoReport v2: 404 for a service that is not there, 400 for what else can not be taken.
    private static int StatusOf(FeedLine line) => line.Problem?.Code switch
    {
        SignalRefusals.UnknownDevice => StatusCodes.Status404NotFound,
        { } code when FeedAnswers.StatusOf(code) is var status and not StatusCodes.Status422UnprocessableEntity =>
            status,
        _ => StatusCodes.Status400BadRequest,
    };
}
