using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.City;

/// <summary>The files that the city's pages offer. Everything else they do is a form of the page itself.</summary>
internal static class CityEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/city/{section}.csv", TableAsync);
        routes.MapGet("/city/signals.csv", SignalsAsync);
        routes.MapGet("/city/wards.geojson", WardsAsync);
    }

    private static async Task<IResult> TableAsync(
        HttpContext context, string section, [FromServices] CityDesk desk, [FromServices] FindAsker find)
    {
        if (await SetupAsync(context, desk, find) is not { } setup) return Refused;
        return CityTables.Write(section, setup) is { } text
            ? Download(text, "text/csv", $"{setup.City.Id}-{section}.csv")
            : Results.NotFound();
    }

    private static async Task<IResult> SignalsAsync(
        HttpContext context, [FromServices] ViewDesk views, [FromServices] FindAsker find) =>
        await find(context.User, context.RequestAborted) is { } asker
        && await views.DevicesAsync(
            asker, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, context.RequestAborted)
            is Granted<DevicesView> { Value: var view }
            ? Download(CityTables.Signals(view.Devices), "text/csv", $"{asker.City}-signals.csv")
            : Refused;

    private static async Task<IResult> WardsAsync(
        HttpContext context, [FromServices] CityDesk desk, [FromServices] FindAsker find) =>
        await SetupAsync(context, desk, find) is { } setup
            ? Download(CityTables.WardsGeoJson(setup), "application/geo+json", $"{setup.City.Id}-wards.geojson")
            : Refused;

    private static IResult Refused => Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<CitySetup?> SetupAsync(HttpContext context, CityDesk desk, FindAsker find) =>
        await find(context.User, context.RequestAborted) is { } asker
        && await desk.ViewAsync(asker, context.RequestAborted) is Granted<CitySetup> { Value: var setup }
            ? setup : null;

    // Spreadsheets take a file for UTF-8 only when it begins with the mark.
    private static IResult Download(string text, string type, string name)
    {
        byte[] content = [.. type == "text/csv" ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)];
        return Results.File(content, type, name);
    }
}
