using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>The API key of a request: <c>Authorization: Bearer KEY</c>.</summary>
internal static class BearerKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Says nothing of whether the key is unknown, wrong or taken back.</summary>
    public static IResult Missing(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(
            StatusCodes.Status401Unauthorized, SignalRefusals.KeyNotValid,
            "Send a valid API key: Authorization: Bearer KEY. An administrator of the city issues one.");
    }

    public static async Task<Asker?> OpenAsync(HttpContext context, KeyDesk keys)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.OpenAsync(header[Scheme.Length..].Trim(), context.RequestAborted)
            : null;
    }
}
