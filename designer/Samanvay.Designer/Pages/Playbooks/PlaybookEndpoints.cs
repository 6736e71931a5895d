using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Designer.Pages.Playbooks;

/// <summary>The files that the playbooks' pages offer. Everything else they do is a form of the page itself.</summary>
internal static class PlaybookEndpoints
{
    private const string PackageType = "application/zip";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/playbooks/{id}/{version}/file", AsReceivedAsync);
        routes.MapGet("/playbooks/export/file", OfProceduresAsync);
    }

    private static async Task<IResult> AsReceivedAsync(
        HttpContext context, string id, string version,
        [FromServices] PlaybookExport export, [FromServices] FindAsker find)
    {
        if (await find(context.User, context.RequestAborted) is not { } asker) return Refused;
        return File(await export.AsReceivedAsync(asker, new PlaybookName(id, version), context.RequestAborted));
    }

    private static async Task<IResult> OfProceduresAsync(
        HttpContext context, [FromServices] PlaybookExport export, [FromServices] FindAsker find)
    {
        if (await find(context.User, context.RequestAborted) is not { } asker) return Refused;
        return ExportRequest.Of(context.Request.Query) is { } request
            ? File(await export.OfProceduresAsync(asker, request, context.RequestAborted))
            : Results.NotFound();
    }

    private static IResult File(Answer<PackageFile> answer) => answer switch
    {
        Granted<PackageFile> { Value: var file } => Results.File(file.Content.ToArray(), PackageType, file.Name),
        Refused<PackageFile> { Reason: NotAllowed } => Refused,
        _ => Results.NotFound(),
    };

    private static IResult Refused => Results.StatusCode(StatusCodes.Status403Forbidden);
}
