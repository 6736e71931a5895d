using System.Text.Json;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Server.SignIn;

namespace Samanvay.Server.Api;

/// <summary>Steps over HTTP, for whoever is signed in: the same front door as the screens.</summary>
/// <remarks>Every call takes an <c>Idempotency-Key</c>: sent again, it is answered the same and done once.</remarks>
internal static class WorkApi
{
    private const string KeyHeader = "Idempotency-Key";
    private const int KeyMax = 200;
    private const string Language = "en";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/steps", ListAsync).WithSummary("Lists the open steps that the signed-in person may do.");
        var steps = routes.MapGroup("/api/operations/{operation:guid}/steps/{item:int}").DisableAntiforgery();
        steps.MapPost("/acknowledge", AcknowledgeAsync).WithSummary("Says \"mine\".");
        steps.MapPost("/complete", CompleteAsync).WithSummary("Completes the step with the fields of its form.");
        steps.MapPost("/decline", DeclineAsync).WithSummary("Gives the step back to its role, with a reason.");
        steps.MapPost("/unable", UnableAsync).WithSummary("Reports that the step can not be done, with a reason.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, WorkApiParts parts)
    {
        if (await AccountClaims.AskerOfAsync(context.User, parts.Cities, context.RequestAborted) is not { } asker)
            return Problems.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "Sign in first.");

        return Problems.Of(
            await parts.Views.MyWorkAsync(asker, Language, context.RequestAborted),
            work => Results.Json(work.Mine.Concat(work.Offered).Concat(work.Others).Select(OpenStep.Of)));
    }

    private static Task<IResult> AcknowledgeAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        AskAsync(context, parts, async (asker, key) => Answered(
            await parts.Desk.AcknowledgeAsync(asker, Call(operation, item, key), context.RequestAborted)));

    private static Task<IResult> CompleteAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        AskAsync(context, parts, (asker, key) => WithBodyAsync(context, parts, StepBody.FieldsOf, fields =>
            parts.Desk.CompleteAsync(asker, Call(operation, item, key), fields, context.RequestAborted)));

    private static Task<IResult> DeclineAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        AskAsync(context, parts, (asker, key) => WithBodyAsync(context, parts, StepBody.ReasonOf, reason =>
            parts.Desk.DeclineAsync(asker, Call(operation, item, key), reason, context.RequestAborted)));

    private static Task<IResult> UnableAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        AskAsync(context, parts, (asker, key) => WithBodyAsync(context, parts, StepBody.ReasonOf, reason =>
            parts.Desk.ReportUnableAsync(asker, Call(operation, item, key), reason, context.RequestAborted)));

    private static async Task<IResult> AskAsync(
        HttpContext context, WorkApiParts parts, Func<Asker, string, Task<IResult>> ask)
    {
        if (await AccountClaims.AskerOfAsync(context.User, parts.Cities, context.RequestAborted) is not { } asker)
            return Problems.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "Sign in first.");

        return context.Request.Headers[KeyHeader].ToString() is { Length: > 0 and <= KeyMax } key
            ? await ask(asker, key)
            : Problems.Of(
                StatusCodes.Status400BadRequest, "key-missing",
                $"Send an {KeyHeader} of 1 to {KeyMax} characters, so that the request is done only once.",
                $"header {KeyHeader}");
    }

    private static async Task<IResult> WithBodyAsync<T>(
        HttpContext context, WorkApiParts parts, Func<JsonElement, RequestRead<T>> read,
        Func<T, Task<Answer<Recorded>>> ask) where T : class
    {
        var json = await JsonText.ReadAsync(context, StepBody.BytesMax, parts.Host);
        if (json.Problem is { } malformed) return malformed.Answer();
        using var document = json.Value!;
        var body = read(document.RootElement);
        return body.Problem is { } problem ? problem.Answer() : Answered(await ask(body.Value!));
    }

    private static StepCall Call(Guid operation, int item, string key) =>
        new(new OperationId(operation), new WorkItemId(item), key);

    private static IResult Answered(Answer<Recorded> answer) => Problems.Of(answer, recorded => Results.Json(
        new { operation = recorded.Operation.Value, sequence = recorded.Sequence }));
}

/// <summary>What the steps' interface works with.</summary>
internal sealed record WorkApiParts(WorkDesk Desk, ViewDesk Views, CitySnapshots Cities, TimeProvider Host);

/// <param name="Element">The step's id in the procedure.</param>
/// <param name="DueAt">The earliest promise that still runs.</param>
internal sealed record OpenStep(
    Guid Operation, int Item, string Element, string Name, string Role, string OfferedAt, string? DueAt,
    string? AcknowledgedBy)
{
    public static OpenStep Of(WorkLine line) => new(
        line.Operation.Value, line.Step.Item, line.Step.ElementId, line.Step.Name, line.Step.Role,
        InstantPattern.ExtendedIso.Format(line.Step.OfferedAt),
        line.Step.NextDueAt is { } due ? InstantPattern.ExtendedIso.Format(due) : null,
        line.Step.AcknowledgedBy?.Id.Value);
}
