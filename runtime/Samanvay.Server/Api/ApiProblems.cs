using Microsoft.AspNetCore.WebUtilities;
using Samanvay.Runtime.Ports;

namespace Samanvay.Server.Api;

/// <summary>
/// The last word on every call below <c>/api</c>: whatever went wrong, wherever, the caller gets problem details.
/// </summary>
internal static partial class ApiProblems
{
    private const string RetryAfterSeconds = "5";

    public static void UseApiProblems(this WebApplication app) =>
        app.UseWhen(
            static context => context.Request.Path.StartsWithSegments("/api"),
            static api => api.Use(static next => context => AnswerAsync(context, next)));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (IsBare(context.Response)) await Of(context.Response.StatusCode).ExecuteAsync(context);
        }
        catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await BoundedBody.Of(problem).Answer().ExecuteAsync(context);
        }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Failed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiProblems)),
                context.Request.Method, context.Request.Path, problem);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await (problem is StorageUnavailableException ? Away() : Broken()).ExecuteAsync(context);
        }
    }

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null };

    private static IResult Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Problems.Of(status, "not-signed-in", "Sign in first."),
        StatusCodes.Status403Forbidden => Problems.Of(status, "not-allowed", "Your role does not allow this."),
        StatusCodes.Status404NotFound => Problems.Of(
            status, "not-found", "There is nothing at this address. /api/openapi.json lists what there is."),
        StatusCodes.Status405MethodNotAllowed => Problems.Of(
            status, "method", "This address does not take that method. Its Allow header names those it takes."),
        _ => Problems.Of(status, "request", $"{ReasonPhrases.GetReasonPhrase(status)}. See /api/openapi.json."),
    };

    private static IResult Away() => Problems.Of(
        StatusCodes.Status503ServiceUnavailable, "storage-away",
        "The database can not be reached at the moment. What was not acknowledged is not stored: send it again.");

    private static IResult Broken() => Problems.Of(
        StatusCodes.Status500InternalServerError, "failed",
        "The server failed and has written down why. What was not acknowledged is not stored: send it again once.");

    [LoggerMessage(20, LogLevel.Error, "{Method} {Path} failed; the caller was told to send it again.")]
    private static partial void Failed(ILogger log, string method, string path, Exception cause);
}
