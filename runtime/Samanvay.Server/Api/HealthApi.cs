using Microsoft.EntityFrameworkCore;
using Samanvay.Storage;

namespace Samanvay.Server.Api;

/// <summary>For whoever watches the server: alive, and ready to take work.</summary>
internal static class HealthApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(
        IDbContextFactory<SamanvayDbContext> databases, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Database.CanConnectAsync(cancellation)
            ? Results.Ok(new { status = "ready" })
            : Results.Json(new { status = "database-away" }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
