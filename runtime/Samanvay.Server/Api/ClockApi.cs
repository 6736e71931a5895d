using NodaTime.Text;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;

namespace Samanvay.Server.Api;

/// <summary>The city's time for gateways and replays; a sample city's clock can be moved forward.</summary>
internal static class ClockApi
{
    private const int BytesMax = 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/clock", ReadAsync).AllowAnonymous();
        routes.MapPost("/api/clock", MoveAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, KeyDesk keys, CityTime time) =>
        await BearerKey.OpenAsync(context, keys) is { } asker
            ? Results.Json(new CityNow(
                InstantPattern.ExtendedIso.Format(time.Now(asker.City)), time.IsMovable(asker.City)))
            : BearerKey.Missing(context);

    private static async Task<IResult> MoveAsync(
        HttpContext context, KeyDesk keys, ClockJump jump, TimeProvider host)
    {
        if (await BearerKey.OpenAsync(context, keys) is not { } asker)
            return BearerKey.Missing(context);

        if (!AccessPolicy.Allows(asker, FrontDoorOperation.SubmitSignals, asker.City))
            return Problems.Of(new NotAllowed(FrontDoorOperation.SubmitSignals));

        var read = await JsonText.ReadAsync(context, BytesMax, host);
        if (read.Problem is { } problem)
            return problem.Answer();

        using var body = read.Value!;
        if (JsonText.TextOf(body.RootElement, "to") is not { } text || !ClockText.TryParseInstant(text, out var to))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-time",
                "to must be an instant such as 2026-07-01T06:00:00Z.", "/to");
        }

        return await jump.ToAsync(asker.City, to, context.RequestAborted)
            ? Results.NoContent()
            : Problems.Of(
                StatusCodes.Status409Conflict, "clock-not-movable",
                "Only a sample city's clock can be moved, and only forward.", "/to");
    }
}

/// <param name="Movable">True for a sample city.</param>
internal sealed record CityNow(string Now, bool Movable);
