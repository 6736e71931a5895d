using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Samanvay.Designer.Hosting;

/// <summary>A form that is not taken leads to a page that says why: nobody is left before an empty one.</summary>
internal static class RefusedForms
{
    public const string Page = "/refused";

    /// <summary>To be called before whatever may refuse a form.</summary>
    public static void UseRefusedForms(this WebApplication app) => app.Use(static next => async context =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = refused.StatusCode;
        }

        if (IsForm(context.Request) && IsBare(context.Response))
            context.Response.Redirect(AddressOf(context.Request, context.Response.StatusCode));
    });

    /// <summary>Forms of other sites, and those of a session that has ended, reach nobody; to be called after the
    /// tokens were looked at.</summary>
    public static void UseOwnFormsOnly(this WebApplication app) => app.Use(static next => context =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } looked)
            return next(context);
        context.Response.StatusCode = looked.Error?.InnerException is BadHttpRequestException tooLarge
            ? tooLarge.StatusCode : StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static bool IsForm(HttpRequest request) => HttpMethods.IsPost(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null };

    // Back to the page that held the form, when it was one of this server's.
    private static string AddressOf(HttpRequest request, int status)
    {
        var back = Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page)
            && page.Authority == request.Host.Value ? page.PathAndQuery : "/";
        var why = status switch
        {
            StatusCodes.Status413PayloadTooLarge => "large",
            StatusCodes.Status403Forbidden => "right",
            StatusCodes.Status404NotFound => "gone",
            StatusCodes.Status503ServiceUnavailable => "storage",
            >= StatusCodes.Status500InternalServerError => "failed",
            _ => "old",
        };
        return Page + QueryString.Create("why", why).Add("back", back);
    }
}
