using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;

namespace Samanvay.Designer.Hosting;

/// <summary>For plain forms whose endpoint binds no field by itself: only a form that a page of ours has made is
/// answered, and <see cref="RefusedForms"/> tells the others why.</summary>
public static class FormToken
{
    public static TBuilder RequireFormToken<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new RequireAntiforgeryTokenAttribute());
}
