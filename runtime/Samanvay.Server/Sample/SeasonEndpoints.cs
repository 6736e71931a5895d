using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Server.SignIn;

namespace Samanvay.Server.Sample;

/// <summary>
/// Where the season's buttons are sent. Whoever is signed in to the sample city may press them; nobody else.
/// </summary>
internal static class SeasonEndpoints
{
    private static readonly Dictionary<string, Action<SeasonState>> Buttons = new(StringComparer.Ordinal)
    {
        ["pause"] = state => state.Pause(),
        ["play"] = state => state.Play(),
        ["take-part"] = state => state.TakePart(),
    };

    /// <summary>Whoever opens a step of the sample city takes part: from then on time is real, unless it was
    /// stopped.</summary>
    public static void UseSeasonVisitors(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.User.Identity is { IsAuthenticated: true }
            && context.Request.Path.StartsWithSegments("/work", out var step) && step.HasValue)
        {
            var state = context.RequestServices.GetRequiredService<SeasonState>();
            if (!state.IsPaused) state.TakePart();
        }

        return next(context);
    });

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/season/{button}", PressAsync);
        routes.MapPost("/season/speed", SpeedAsync);
        routes.MapPost("/season/jump", JumpAsync);
    }

    private static async Task<IResult> PressAsync(
        HttpContext context, string button, SeasonState state, CitySnapshots cities, [FromForm] string? returnTo)
    {
        if (await SampleAskerAsync(context, cities) is not { } asker || !Buttons.TryGetValue(button, out var press))
            return Results.NotFound();

        press(state);
        await ObeyAsync(context, state, asker.City);
        return Back(returnTo);
    }

    private static async Task<IResult> SpeedAsync(
        HttpContext context, SeasonState state, CitySnapshots cities, [FromForm] double speed,
            [FromForm] string? returnTo)
    {
        if (await SampleAskerAsync(context, cities) is not { } asker)
            return Results.NotFound();

        state.SetSpeed(speed);
        await ObeyAsync(context, state, asker.City);
        return Back(returnTo);
    }

    /// <summary>Moves the clock to whatever is due next; it happens in order, as it would have by itself.</summary>
    private static async Task<IResult> JumpAsync(
        HttpContext context, SeasonState state, ClockJump jump, CitySnapshots cities, [FromForm] string? returnTo)
    {
        if (await SampleAskerAsync(context, cities) is not { } asker)
            return Results.NotFound();

        if (state.IsPlaying)
            await state.JumpAsync().WaitAsync(context.RequestAborted);
        else if (await jump.NextAsync(asker.City, context.RequestAborted) is { } due)
            await jump.ToAsync(asker.City, due, context.RequestAborted);
        else
            return Back(QueryHelpers.AddQueryString(returnTo ?? "/live", "season", "nothing-due"));

        return Back(returnTo);
    }

    // While the season plays, it sets the clock itself.
    private static async Task ObeyAsync(HttpContext context, SeasonState state, CityId city)
    {
        if (state.IsPlaying) return;
        var time = context.RequestServices.GetRequiredService<CityTime>();
        await time.ChangeAsync(city, new ChangeSpeed(state.ClockSpeed), context.RequestAborted);
    }

    private static async Task<Asker?> SampleAskerAsync(HttpContext context, CitySnapshots cities) =>
        await AccountClaims.AskerOfAsync(context.User, cities, context.RequestAborted) is { } asker
        && await cities.FindAsync(asker.City, context.RequestAborted) is { City.Mode: CityMode.Sample }
            ? asker
            : null;

    private static IResult Back(string? path) =>
        Results.LocalRedirect(path is not null && RedirectHttpResult.IsLocalUrl(path) ? path : "/live");
}
