using System.Text.Json;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work.Steering;
using Samanvay.Runtime.Work;

namespace Samanvay.Server.Api;

/// <summary>Running procedures over HTTP: where they are, what can be done with them, and doing it.</summary>
/// <remarks>With <c>?preview=true</c> an act only answers what would follow.</remarks>
internal static class SteeringApi
{
    private const string Language = "en";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var operation = routes.MapGroup("/api/operations/{operation:guid}").DisableAntiforgery();
        operation.MapGet("/runs", ListAsync).WithSummary("Says where the procedures are and what can be done there.");
        operation.MapPost("/hold", Act((_, _) => new HoldAct(null))).WithSummary("Holds every procedure.");
        operation.MapPost("/resume", Act((_, _) => new ResumeAct(null))).WithSummary("Lets all held ones go on.");
        var run = operation.MapGroup("/runs/{run:int}");
        run.MapPost("/hold", Act((at, _) => new HoldAct(at.Run))).WithSummary("Holds the procedure.");
        run.MapPost("/resume", Act((at, _) => new ResumeAct(at.Run))).WithSummary("Lets a held procedure go on.");
        run.MapPost("/cancel", Act((at, _) => new CancelAct(at.Run))).WithSummary("Ends the procedure.");
        run.MapPost("/tokens/{token:int}/move", Act((at, body) => new MoveAct(at.Run, at.Place, body.To), "to"))
            .WithSummary("Goes on from another step.");
        run.MapPost("/tokens/{token:int}/skip", Act((at, body) => new SkipAct(at.Run, at.Place, body.Flow)))
            .WithSummary("Leaves an open step undone; its supervisor is told.");
        run.MapPost(
                "/scopes/{scope:int}/repeat",
                Act((at, body) => new RepeatAct(at.Run, at.Place, body.Element), "element"))
            .WithSummary("Does a step once more, beside the flow.");
        run.MapPost(
                "/scopes/{scope:int}/start",
                Act((at, body) => new StartStepAct(at.Run, at.Place, body.Element), "element"))
            .WithSummary("Starts a step of a stage whose people choose the steps.");
        run.MapPost("/scopes/{scope:int}/finish", Act((at, _) => new FinishStageAct(at.Run, at.Place)))
            .WithSummary("Ends such a stage.");
    }

    private static Task<IResult> ListAsync(HttpContext context, SteeringApiParts parts, Guid operation) =>
        PersonRequest.AskAsync(context, parts.Cities, async asker => Problems.Of(
            await parts.Views.IncidentAsync(asker, new OperationId(operation), Language, context.RequestAborted),
            view => Results.Json(view.Runs.Select(run => new
            {
                run.Run,
                procedure = run.ProcedureName,
                status = JsonNamingPolicy.KebabCaseLower.ConvertName(run.Status.ToString()),
                hold = run.Hold is { } hold
                    ? new
                    {
                        since = InstantPattern.ExtendedIso.Format(hold.Since),
                        by = hold.ByName,
                        hold.Reason,
                        hold.Kept,
                    }
                    : null,
                run.Choices.Places,
                run.Choices.Repeatable,
                run.Choices.Stages,
            }))));

    private static Func<HttpContext, SteeringApiParts, Guid, Task<IResult>> Act(
        Func<RunPlace, SteeringBody, SteeringAct> act, string? required = null) => (context, parts, operation) =>
    {
        var place = RunPlace.Of(context);
        var id = new OperationId(operation);
        RequestRead<SteeringBody> Read(JsonElement body) => SteeringBody.Of(body, required);
        if (context.Request.Query["preview"] == "true")
        {
            return PersonRequest.AskAsync(context, parts.Cities, asker => PersonRequest.ReadAsync(
                context, parts.Host, Read, async body => Problems.Of(
                    await parts.Desk.PreviewAsync(
                        asker, id, act(place, body), Language, context.RequestAborted), outlook =>
                        Results.Json(outlook))));
        }

        return PersonRequest.AskAsync(context, parts.Cities, (asker, key) => PersonRequest.WithBodyAsync(
            context, parts.Host, Read, body => parts.Desk.DoAsync(
                asker, new IncidentCall(id, key), act(place, body), body.Reason, context.RequestAborted)));
    };
}

/// <summary>What the interface works with.</summary>
internal sealed record SteeringApiParts(SteeringDesk Desk, ViewDesk Views, CitySnapshots Cities, TimeProvider Host);

/// <summary>The run, and the token or scope in it, that the address names.</summary>
internal readonly record struct RunPlace(int Run, int Place)
{
    public static RunPlace Of(HttpContext context) =>
        new(Number(context, "run"), Number(context, "token") + Number(context, "scope"));

    // The routes take numbers only; what an address does not have is none.
    private static int Number(HttpContext context, string name) =>
        int.TryParse(
            context.Request.RouteValues[name] as string, System.Globalization.CultureInfo.InvariantCulture,
            out var number) ? number : 0;
}

/// <summary>What comes with an act.</summary>
/// <param name="Reason">Empty where the act speaks for itself; the desk asks for it where it must.</param>
internal sealed record SteeringBody(string To, string Element, string? Flow, string Reason)
{
    public static RequestRead<SteeringBody> Of(JsonElement body, string? required) =>
        required is not null && JsonText.TextOf(body, required) is null
            ? new RequestProblem(
                StatusCodes.Status400BadRequest, required,
                $"{required} is missing, or is no text. Give the id of an element.", $"/{required}")
            : new SteeringBody(
                JsonText.TextOf(body, "to") ?? "", JsonText.TextOf(body, "element") ?? "",
                JsonText.TextOf(body, "flow"), JsonText.TextOf(body, "reason") ?? "");
}
