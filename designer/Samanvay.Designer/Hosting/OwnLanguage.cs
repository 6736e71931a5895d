using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Designer.Localization;

namespace Samanvay.Designer.Hosting;

/// <summary>Who has not chosen a language on this device reads in the one that the city has written down for the
/// person.</summary>
internal sealed class OwnLanguage(Texts texts) : RequestCultureProvider
{
    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        if (httpContext.User.Identity is not { IsAuthenticated: true }) return null;
        var find = httpContext.RequestServices.GetRequiredService<FindSurroundings>();
        var around = await find(httpContext.User, httpContext.RequestAborted);
        return around.Person?.Language is { } language && texts.Languages.Contains(language)
            ? new ProviderCultureResult(language)
            : null;
    }
}
