using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Server.Api;

/// <summary>The API key of a request: <c>Authorization: Bearer KEY</c>.</summary>
internal static class BearerKey
{
    private const string Scheme = "Bearer ";

    public static IResult Missing =>
        Problems.Of(StatusCodes.Status401Unauthorized, "key-not-valid", "Send a valid API key as a bearer token.");

    public static async Task<Asker?> OpenAsync(HttpContext context, KeyDesk keys)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.OpenAsync(header[Scheme.Length..].Trim(), context.RequestAborted)
            : null;
    }
}
