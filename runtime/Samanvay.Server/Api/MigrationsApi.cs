using System.Collections.Immutable;
using System.Text.Json;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Server.Api;

/// <summary>Moving what runs to another version of its procedure, over HTTP.</summary>
internal static class MigrationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/procedures/{procedure}/older", OlderAsync)
            .WithSummary("Lists the earlier versions on which incidents still run.");
        var migrations = routes.MapGroup("/api/migrations").DisableAntiforgery();
        migrations.MapPost("/plan", PlanAsync)
            .WithSummary("Makes a plan between two versions, or checks one, with what stands at each element.");
        migrations.MapPost("/try", TryAsync)
            .WithSummary("Says for each run what would become of it; nothing is changed. ?after= goes on.");
        migrations.MapPost("", StartAsync).WithSummary("Moves every run of the version by the plan.");
        migrations.MapGet("/{migration:guid}", ProgressAsync)
            .WithSummary("Says how far it is, with the result of each run. ?after= goes on.");
    }

    private static Task<IResult> OlderAsync(HttpContext context, MigrationsApiParts parts, string procedure) =>
        PersonRequest.AskAsync(context, parts.Cities, async asker => Problems.Of(
            await parts.Desk.OlderAsync(asker, new ProcedureId(procedure), context.RequestAborted),
            older => Results.Json(older.Select(each => new
            {
                version = each.Version.Id.Value,
                number = each.Version.Number,
                inForce = each.InForce.Id.Value,
                incidents = each.Incidents,
            }))));

    private static Task<IResult> PlanAsync(HttpContext context, MigrationsApiParts parts) =>
        PersonRequest.AskAsync(context, parts.Cities, asker => PersonRequest.ReadAsync(
            context, parts.Host, MigrationBody.Of, async body => Problems.Of(
                await parts.Desk.PlanAsync(asker, body.Plan, body.IsNew, context.RequestAborted),
                view => Results.Json(new
                {
                    plan = PlanOf(view.Plan),
                    runs = view.Runs,
                    problems = ProblemsOf(view.Problems),
                    elements = view.Elements.Select(element => new
                    {
                        id = element.Planned.Id,
                        name = element.Planned.Label,
                        kind = element.Planned.Kind.ToString(),
                        target = element.Planned.Target,
                        reason = element.Planned.Reason?.ToString(),
                        standing = element.Standing,
                        choices = element.Planned.Choices.Select(choice => choice.Id),
                    }),
                }))));

    private static Task<IResult> TryAsync(HttpContext context, MigrationsApiParts parts) =>
        PersonRequest.AskAsync(context, parts.Cities, asker => PersonRequest.ReadAsync(
            context, parts.Host, MigrationBody.Of, async body => Problems.Of(
                await parts.Desk.TryAsync(asker, body.Plan, After(context), context.RequestAborted),
                trial => Results.Json(new
                {
                    runs = trial.Runs.Select(run => new
                    {
                        operation = run.Operation.Value,
                        run = run.Run,
                        incident = run.Title,
                        result = run.IsRefused ? "refused" : run.HasWarning ? "warning" : "moves",
                        problems = ProblemsOf(run.Problems),
                    }),
                    next = trial.Next?.Value,
                }))));

    private static Task<IResult> StartAsync(HttpContext context, MigrationsApiParts parts) =>
        PersonRequest.AskAsync(context, parts.Cities, (asker, key) => PersonRequest.ReadAsync(
            context, parts.Host, MigrationBody.Of, async body => Problems.Of(
                await parts.Desk.StartAsync(
                    asker, body.Plan, new MigrationCall(body.Reason, key), context.RequestAborted),
                batch => Results.Json(new { migration = batch.Id }, statusCode: StatusCodes.Status202Accepted))));

    private static Task<IResult> ProgressAsync(HttpContext context, MigrationsApiParts parts, Guid migration) =>
        PersonRequest.AskAsync(context, parts.Cities, async asker => Problems.Of(
            await parts.Desk.ProgressAsync(asker, migration, NumberAfter(context), context.RequestAborted),
            progress => Results.Json(new
            {
                from = progress.From.Id.Value,
                to = progress.To.Id.Value,
                startedAt = InstantPattern.ExtendedIso.Format(progress.Batch.StartedAt),
                ended = progress.Batch.EndedAt is not null,
                waiting = progress.Counts.Waiting,
                moved = progress.Counts.Moved,
                refused = progress.Counts.Refused,
                runs = progress.Lines.Select(each => new
                {
                    operation = each.Line.Operation.Value,
                    run = each.Line.Run,
                    incident = each.Title,
                    result = JsonNamingPolicy.KebabCaseLower.ConvertName(each.Line.State.ToString()),
                    code = each.Line.Code,
                    element = each.Line.Element,
                    message = each.Line.Message,
                }),
                next = progress.Next,
            })));

    private static object PlanOf(MigrationPlan plan) => new
    {
        source = plan.Source,
        target = plan.Target,
        elements = plan.Elements,
        flows = plan.Flows,
    };

    private static IEnumerable<object> ProblemsOf(ImmutableArray<Diagnostic> problems) => problems.Select(problem => new
    {
        code = problem.Code,
        severity = JsonNamingPolicy.KebabCaseLower.ConvertName(problem.Severity.ToString()),
        element = problem.Location.ElementId,
        message = problem.Message,
    });

    private static OperationId? After(HttpContext context) =>
        Guid.TryParse(context.Request.Query["after"], out var after) ? new OperationId(after) : null;

    private static int NumberAfter(HttpContext context) => int.TryParse(
        context.Request.Query["after"], System.Globalization.CultureInfo.InvariantCulture, out var after) ? after : 0;
}

/// <summary>What the interface works with.</summary>
internal sealed record MigrationsApiParts(MigrationDesk Desk, CitySnapshots Cities, TimeProvider Host);

/// <summary>A plan as it is sent.</summary>
/// <param name="IsNew">Only the two versions are named: the plan is to be made.</param>
internal sealed record MigrationBody(MigrationPlan Plan, bool IsNew, string Reason)
{
    public static RequestRead<MigrationBody> Of(JsonElement body)
    {
        if (JsonText.TextOf(body, "source") is null || JsonText.TextOf(body, "target") is null)
            return Wrong("source and target are needed: the ids of the two versions.", "/source");
        if (Names(body, "elements") is not { } elements)
            return Wrong("elements must be an object from ids to ids.", "/elements");
        if (Names(body, "flows") is not { } flows)
            return Wrong("flows must be an object from ids to ids.", "/flows");
        var plan = new MigrationPlan(JsonText.TextOf(body, "source")!, JsonText.TextOf(body, "target")!)
        {
            Elements = elements,
            Flows = flows,
        };
        return new MigrationBody(
            plan, !body.TryGetProperty("elements", out _), JsonText.TextOf(body, "reason") ?? "");
    }

    private static ImmutableSortedDictionary<string, string>? Names(JsonElement body, string name)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!body.TryGetProperty(name, out var given)) return names.ToImmutable();
        if (given.ValueKind != JsonValueKind.Object) return null;
        foreach (var pair in given.EnumerateObject())
        {
            if (JsonText.TextOf(given, pair.Name) is not { } target) return null;
            names[pair.Name] = target;
        }

        return names.ToImmutable();
    }

    private static RequestProblem Wrong(string message, string pointer) =>
        new(StatusCodes.Status400BadRequest, "plan", message, pointer);
}
