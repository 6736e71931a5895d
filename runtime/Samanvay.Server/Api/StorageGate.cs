using System.Globalization;
using Samanvay.Runtime.Ports;

namespace Samanvay.Server.Api;

/// <summary>
/// While the database can not be written, whoever wants to change something is told so at once, in place of waiting
/// for an answer that does not come. Now and then one is let through, to see whether it can be written again.
/// </summary>
internal sealed class StorageGate(IStorageState storage, TimeProvider host)
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private long _tried;

    public bool IsShut => storage.State != StorageState.Works && !MayTry();

    /// <summary>Nothing for what waits longer than that while nothing can be written.</summary>
    public async Task<T?> WithinPatienceAsync<T>(Task<T> work) where T : class
    {
        while (true)
        {
            var patience = Task.Delay(RetryAfter, host);
            if (await Task.WhenAny(work, patience) == work) return await work;
            if (storage.State != StorageState.Works) return null;
        }
    }

    public IResult Answer() => storage.State == StorageState.Full
        ? Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "storage-full",
            "The disk of this server is full. What was acknowledged is stored, and this is not: free space, then send "
                + "it again.")
        : Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "storage-away",
            "The database can not be written at the moment. What was acknowledged is stored, and this is not: send it "
                + "again.");

    public static void Announce(HttpResponse response) => response.Headers.RetryAfter =
        RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private bool MayTry()
    {
        var (last, now) = (Interlocked.Read(ref _tried), host.GetTimestamp());
        return host.GetElapsedTime(last, now) > RetryAfter
            && Interlocked.CompareExchange(ref _tried, now, last) == last;
    }
}

internal static class StorageGates
{
    /// <summary>To be called inside of what turns a bare status into a page or problem details.</summary>
    public static void UseStorageGate(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<StorageGate>();
        app.Use(next => async context =>
        {
            if (IsReading(context.Request) || !gate.IsShut)
            {
                await next(context);
                return;
            }

            StorageGate.Announce(context.Response);
            if (context.Request.Path.StartsWithSegments("/api")) await gate.Answer().ExecuteAsync(context);
            else context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        });
    }

    // An open screen connects with a POST, and goes on showing what there is.
    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method) || request.Path.StartsWithSegments("/_blazor");
}
