using System.Text.Json;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Work;
using Samanvay.Server.SignIn;

namespace Samanvay.Server.Api;

/// <summary>Steps over HTTP, for whoever is signed in: the same front door as the screens.</summary>
/// <remarks>Every call takes an <c>Idempotency-Key</c>: sent again, it is answered the same and done once.</remarks>
internal static class WorkApi
{
    private const string KeyHeader = "Idempotency-Key";
    private const int KeyMax = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var steps = routes.MapGroup("/api/operations/{operation:guid}/steps/{item:int}").DisableAntiforgery();
        steps.MapPost("/acknowledge", AcknowledgeAsync).WithSummary("Says \"mine\".");
        steps.MapPost("/complete", CompleteAsync).WithSummary("Completes the step with the fields of its form.");
        steps.MapPost("/decline", DeclineAsync).WithSummary("Gives the step back to its role, with a reason.");
        steps.MapPost("/unable", UnableAsync).WithSummary("Reports that the step can not be done, with a reason.");
    }

    private static Task<IResult> AcknowledgeAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        AskAsync(context, parts, (asker, key) => parts.Desk.AcknowledgeAsync(
            asker, new StepCall(new OperationId(operation), new WorkItemId(item), key), context.RequestAborted));

    private static Task<IResult> CompleteAsync(
        HttpContext context, WorkApiParts parts, Guid operation, int item, JsonElement fields) =>
        AskAsync(context, parts, (asker, key) => parts.Desk.CompleteAsync(
            asker, new StepCall(new OperationId(operation), new WorkItemId(item), key),
            FeelJson.Read(fields) as FeelContext ?? FeelContext.Empty, context.RequestAborted));

    private static Task<IResult> DeclineAsync(
        HttpContext context, WorkApiParts parts, Guid operation, int item, Reasoned body) =>
        AskAsync(context, parts, (asker, key) => parts.Desk.DeclineAsync(
            asker, new StepCall(new OperationId(operation), new WorkItemId(item), key), body.Reason,
                context.RequestAborted));

    private static Task<IResult> UnableAsync(
        HttpContext context, WorkApiParts parts, Guid operation, int item, Reasoned body) =>
        AskAsync(context, parts, (asker, key) => parts.Desk.ReportUnableAsync(
            asker, new StepCall(new OperationId(operation), new WorkItemId(item), key), body.Reason,
                context.RequestAborted));

    private static async Task<IResult> AskAsync(
        HttpContext context, WorkApiParts parts, Func<Asker, string, Task<Answer<Recorded>>> ask)
    {
        if (await AccountClaims.AskerOfAsync(context.User, parts.Cities, context.RequestAborted) is not { } asker)
            return Problems.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "Sign in first.");

        if (context.Request.Headers[KeyHeader].ToString() is not { Length: > 0 and <= KeyMax } key)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "key-missing",
                $"Send an {KeyHeader} of 1 to {KeyMax} characters.");
        }

        return Problems.Of(await ask(asker, key), recorded => Results.Json(
            new { operation = recorded.Operation.Value, sequence = recorded.Sequence }));
    }

    private sealed record Reasoned(string Reason);
}

/// <summary>What the steps' interface works with.</summary>
internal sealed record WorkApiParts(WorkDesk Desk, CitySnapshots Cities);
