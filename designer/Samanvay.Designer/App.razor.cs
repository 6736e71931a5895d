using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;

namespace Samanvay.Designer;

/// <summary>
/// The HTML document around every page. It is always rendered statically; a page says itself where it wants a
/// circuit.
/// </summary>
public sealed partial class App
{
    private const string RadzenStyles = "_content/Radzen.Blazor/css/";

    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    private string Theme => Preferences.ThemeOf(HttpContext?.Request);

    private bool UsesRadzen => HttpContext?.GetEndpoint()?.Metadata.GetMetadata<UsesRadzenAttribute>() is not null;

    // Who follows the system gets both sheets, each for its own scheme.
    private string MediaOf(string theme) => Theme == theme ? "all" : $"(prefers-color-scheme: {theme})";
}
