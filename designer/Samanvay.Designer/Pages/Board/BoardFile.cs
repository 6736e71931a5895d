using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Board;

/// <summary>The board's clocks as a file for a spreadsheet.</summary>
internal static class BoardFile
{
    public const string Path = "/sla.csv";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, ReadAsync).RequireAuthorization();

    private static async Task<IResult> ReadAsync(HttpContext context, FindAsker find, [FromServices] ViewDesk desk)
    {
        var gone = context.RequestAborted;
        if (await find(context.User, gone) is not { } asker) return Results.Unauthorized();
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        // The mark at the beginning tells spreadsheets that the text is UTF-8.
        return await desk.SlaCsvAsync(asker, language, gone) is Granted<string> { Value: var text }
            ? Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8",
                "sla.csv")
            : Results.Forbid();
    }
}
