using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>The diagrams as files, for every other tool that reads BPMN.</summary>
internal static class ProcedureDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/procedures/{id}/file", DraftAsync);
        routes.MapGet("/procedures/{id}/versions/{number:int}/file", VersionAsync);
    }

    private static async Task<IResult> DraftAsync(HttpContext context, string id)
    {
        if (await AskerOf(context) is not { } asker) return Results.Unauthorized();
        var desk = context.RequestServices.GetRequiredService<ProcedureDesk>();
        return await desk.OpenAsync(asker, new ProcedureId(id), context.RequestAborted) is Granted<ProcedureDraft> found
            ? File(found.Value.Files, $"{id}.bpmn")
            : Results.NotFound();
    }

    private static async Task<IResult> VersionAsync(HttpContext context, string id, int number)
    {
        if (await AskerOf(context) is not { } asker) return Results.Unauthorized();
        var shelf = context.RequestServices.GetRequiredService<ProcedureShelf>();
        var answer = await shelf.VersionsAsync(asker, new ProcedureId(id), context.RequestAborted);
        return answer is Granted<ImmutableArray<ProcedureVersion>> { Value: var versions }
            && versions.FirstOrDefault(version => version.Number == number) is { } found
                ? File(found.Files, $"{id}-{number}.bpmn")
                : Results.NotFound();
    }

    private static ValueTask<Asker?> AskerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<FindAsker>()(context.User, context.RequestAborted);

    private static IResult File(ProcedureFiles files, string name) => files.Diagram is { } diagram
        ? Results.File(Encoding.UTF8.GetBytes(diagram), "application/xml", name)
        : Results.NotFound();
}
