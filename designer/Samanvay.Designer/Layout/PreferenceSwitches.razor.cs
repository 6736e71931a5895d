using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;

namespace Samanvay.Designer.Layout;

/// <summary>Language and theme. Each button posts its own value and comes back to the same page.</summary>
public sealed partial class PreferenceSwitches
{
    [CascadingParameter]
    private HttpContext? HttpContext { get; set; }

    [Parameter, EditorRequired]
    public string ReturnTo { get; set; } = "/";

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private string Theme => Preferences.ThemeOf(HttpContext?.Request);

    private static string Pressed(bool yes) => yes ? "true" : "false";
}
