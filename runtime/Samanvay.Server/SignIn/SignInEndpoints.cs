using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Samanvay.Runtime.Access;

namespace Samanvay.Server.SignIn;

/// <summary>
/// Where the sign-in forms are sent. All are plain form posts with an antiforgery token; they work without script.
/// </summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        routes.MapPost("/sign-in/sample", SignInSampleAsync).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync);
        routes.MapPost("/welcome", AcceptAsync).AllowAnonymous();
        routes.MapPost("/account/password", ChangePasswordAsync);
    }

    private static async Task<IResult> SignInAsync(
        SignInDesk desk, [FromForm] string name, [FromForm] string password, [FromForm] string? returnTo) =>
        await desk.SignInAsync(name.Trim(), password)
            ? Results.LocalRedirect(Local(returnTo))
            : Results.LocalRedirect($"/sign-in?problem=wrong&returnTo={Uri.EscapeDataString(Local(returnTo))}");

    private static async Task<IResult> SignInSampleAsync(
        HttpContext context, SignInDesk desk, [FromForm] string person, [FromForm] string? returnTo) =>
        await desk.SignInSampleAsync(context, new PersonId(person))
            ? Results.LocalRedirect(Local(returnTo))
            : Results.LocalRedirect("/sign-in?problem=sample");

    private static async Task<IResult> SignOutAsync(SignInDesk desk)
    {
        await desk.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> AcceptAsync(
        SignInDesk desk, [FromForm] string city, [FromForm] string person, [FromForm] string token,
            [FromForm] string password)
    {
        var problem = await desk.AcceptAsync(new CityId(city), new PersonId(person), token, password);
        if (problem is null)
            return Results.LocalRedirect("/city");

        var query = QueryString.Create(new Dictionary<string, string?>
        {
            ["city"] = city,
            ["person"] = person,
            ["token"] = token,
            ["problem"] = problem,
        });
        return Results.LocalRedirect($"/welcome{query}");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, SignInDesk desk, [FromForm] string present, [FromForm] string wanted)
    {
        var problem = await desk.ChangePasswordAsync(context, present, wanted);
        return Results.LocalRedirect(problem is null ? "/account?done=password" : $"/account?problem={problem}");
    }

    private static string Local(string? path) =>
        path is not null && RedirectHttpResult.IsLocalUrl(path) ? path : "/";
}
