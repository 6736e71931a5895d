using System.Text.Json.Serialization;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Server.Api.Feeds;

/// <summary>What who hands in a request is answered: GeoReport v2, POST Service Request.</summary>
internal static class RequestAnswers
{
    public static IResult Of(FeedAnswered answered)
    {
        var refused = answered.Lines.Where(line => line.Outcome == FeedOutcome.Refused).ToList();
        // GeoReport v2, Errors: a list of codes with descriptions, under the status of the first.
        return refused is [var first, ..] && answered.IsRefusedWhole
            ? Results.Json(
                refused.Select(line => new RequestError(
                    StatusOf(line), line.Problem?.Message ?? "The request was refused.")),
                statusCode: StatusOf(first))
            : Results.Json(answered.Lines.Where(line => line.Outcome != FeedOutcome.Refused)
                .Select(line => new RequestReceipt(line.Id, null, null)));
    }

    private static int StatusOf(FeedLine line) => line.Problem?.Code is { } code
        && FeedAnswers.StatusOf(code) is var status and not StatusCodes.Status422UnprocessableEntity
            ? status
            : StatusCodes.Status400BadRequest;

    private sealed record RequestError(
        [property: JsonPropertyName("code")] int Code, [property: JsonPropertyName("description")] string Description);

    private sealed record RequestReceipt(
        [property: JsonPropertyName("service_request_id")] string? Id,
        [property: JsonPropertyName("service_notice")] string? Notice,
        [property: JsonPropertyName("account_id")] string? Account);
}
