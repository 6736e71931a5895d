using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Localization;

namespace Samanvay.Designer.Hosting;

/// <summary>
/// Theme and language of a person: two cookies, set by a plain form, so that the switches work without script and
/// before signing in.
/// </summary>
public static class Preferences
{
    internal const string Path = "/preferences";
    internal const string ThemeCookie = "samanvay.theme";

    /// <summary>The themes a person may ask for; the system's own is the first, as nobody was asked yet.</summary>
    internal static readonly string[] Themes = ["system", "light", "dark"];

    internal static string ThemeOf(HttpRequest? request) =>
        request?.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : Themes[0];

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, SaveAsync)
        .RequireFormToken().AllowAnonymous();

    private static async Task<IResult> SaveAsync(HttpContext context, Texts texts)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (theme, language) = (form["theme"].ToString(), form["language"].ToString());
        if (Themes.Contains(theme)) Keep(context, ThemeCookie, theme);
        if (texts.Languages.Contains(language))
        {
            var culture = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
            Keep(context, CookieRequestCultureProvider.DefaultCookieName, culture);
        }

        return Results.LocalRedirect(Local(form["returnTo"].ToString()));
    }

    private static string Local(string path) => RedirectHttpResult.IsLocalUrl(path) ? path : "/";

    private static void Keep(HttpContext context, string name, string value)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        };
        context.Response.Cookies.Append(name, value, options);
    }
}
