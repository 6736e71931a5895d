using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Ports;
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
        IDbContextFactory<SamanvayDbContext> databases, IStorageState storage, CancellationToken cancellation)
    {
        if (storage.State == StorageState.Full) return NotReady("disk-full");
        if (storage.State == StorageState.Away) return NotReady("database-away");
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Database.CanConnectAsync(cancellation)
            ? Results.Ok(new { status = "ready" })
            : NotReady("database-away");
    }

    private static IResult NotReady(string status) =>
        Results.Json(new { status }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
