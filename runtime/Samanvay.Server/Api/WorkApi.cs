using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;

namespace Samanvay.Server.Api;

/// <summary>Steps over HTTP, for whoever is signed in: the same front door as the screens.</summary>
/// <remarks>Every call takes an <c>Idempotency-Key</c>: sent again, it is answered the same and done once.</remarks>
internal static class WorkApi
{
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

    private static Task<IResult> ListAsync(HttpContext context, WorkApiParts parts) =>
        PersonRequest.AskAsync(context, parts.Cities, async asker => Problems.Of(
            await parts.Views.MyWorkAsync(asker, Language, context.RequestAborted),
            work => Results.Json(work.Mine.Concat(work.Offered).Concat(work.Others).Select(OpenStep.Of))));

    private static Task<IResult> AcknowledgeAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        PersonRequest.AskAsync(context, parts.Cities, async (asker, key) => PersonRequest.Answered(
            await parts.Desk.AcknowledgeAsync(asker, Call(operation, item, key), context.RequestAborted)));

    private static Task<IResult> CompleteAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        PersonRequest.AskAsync(context, parts.Cities, (asker, key) => PersonRequest.WithBodyAsync(
            context, parts.Host, StepBody.FieldsOf, fields =>
            parts.Desk.CompleteAsync(asker, Call(operation, item, key), fields, context.RequestAborted)));

    private static Task<IResult> DeclineAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        PersonRequest.AskAsync(context, parts.Cities, (asker, key) => PersonRequest.WithBodyAsync(
            context, parts.Host, StepBody.ReasonOf, reason =>
            parts.Desk.DeclineAsync(asker, Call(operation, item, key), reason, context.RequestAborted)));

    private static Task<IResult> UnableAsync(HttpContext context, WorkApiParts parts, Guid operation, int item) =>
        PersonRequest.AskAsync(context, parts.Cities, (asker, key) => PersonRequest.WithBodyAsync(
            context, parts.Host, StepBody.ReasonOf, reason =>
            parts.Desk.ReportUnableAsync(asker, Call(operation, item, key), reason, context.RequestAborted)));

    private static StepCall Call(Guid operation, int item, string key) =>
        new(new OperationId(operation), new WorkItemId(item), key);
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
