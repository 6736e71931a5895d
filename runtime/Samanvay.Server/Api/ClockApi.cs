using NodaTime.Text;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;

namespace Samanvay.Server.Api;

/// <summary>The city's time for gateways and replays; a sample city's clock can be moved forward.</summary>
internal static class ClockApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clock", ReadAsync).AllowAnonymous();
        routes.MapPost("/api/clock", MoveAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, KeyDesk keys, CityTime time) =>
        await BearerKey.OpenAsync(context, keys) is { } asker
            ? Results.Json(new { now = InstantPattern.ExtendedIso.Format(time.Now(asker.City)) })
            : BearerKey.Missing;

    private static async Task<IResult> MoveAsync(HttpContext context, KeyDesk keys, CityTime time, ClockMove move)
    {
        if (await BearerKey.OpenAsync(context, keys) is not { } asker)
            return BearerKey.Missing;

        if (!AccessPolicy.Allows(asker, FrontDoorOperation.SubmitSignals, asker.City)
            || !ClockText.TryParseInstant(move.To, out var to))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-time",
                "to must be an instant such as 2026-07-01T06:00:00Z.");
        }

        return to >= time.Now(asker.City)
            && await time.ChangeAsync(asker.City, new MoveForward(to), context.RequestAborted)
            ? Results.NoContent()
            : Problems.Of(
                StatusCodes.Status409Conflict, "clock-not-movable",
                "Only a sample city's clock can be moved, and only forward.");
    }

    private sealed record ClockMove(string To);
}
