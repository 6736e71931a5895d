using Microsoft.AspNetCore.Builder;

namespace Samanvay.Designer.Hosting;

/// <summary>
/// Says to the browser what a page may load: this server's own files, no inline script, no other host.
/// </summary>
internal static class ContentSecurity
{
    // Style attributes are allowed as Radzen sizes its parts by them; they can not run anything. Cursors of the
    // canvas are data: pictures.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'; " +
        "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static void UseContentSecurity(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
        return next(context);
    });
}
