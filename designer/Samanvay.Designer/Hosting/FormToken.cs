using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Samanvay.Designer.Hosting;

/// <summary>For plain forms whose endpoint binds no field by itself: only a form that a page of ours has made is
/// answered.</summary>
public static class FormToken
{
    public static TBuilder RequireFormToken<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(CheckAsync);

    // The middleware has looked at the token already; a form that fails it may not even be read.
    private static ValueTask<object?> CheckAsync(
        EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? next(call) : ValueTask.FromResult<object?>(Results.BadRequest());
}
