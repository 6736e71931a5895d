using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Feel;

namespace Samanvay.Designer.Components;

/// <summary>What the checks found, the gravest first. The accessible equal of the badges on the canvas.</summary>
public sealed partial class ProblemList
{
    [Parameter, EditorRequired]
    public IReadOnlyList<Diagnostic> Problems { get; set; } = [];

    /// <summary>Heard when a person wants to go to a problem's place; without it the list is only read.</summary>
    [Parameter]
    public EventCallback<Diagnostic> Choose { get; set; }

    /// <summary>Where a problem is, in words that the page has for it; null where the page has none.</summary>
    [Parameter]
    public Func<Location, string?>? Place { get; set; }

    /// <summary>The mends that are offered for a problem, with their words.</summary>
    [Parameter]
    public Func<Diagnostic, IEnumerable<(ProblemFix Fix, string Title)>>? Fixes { get; set; }

    [Parameter]
    public EventCallback<(Diagnostic Problem, ProblemFix Fix)> Fix { get; set; }

    private IEnumerable<Diagnostic> Sorted => Problems.OrderByDescending(problem => problem.Severity);

    // An element is found by its id wherever it is; what is about a whole file needs the file.
    private string? PlaceOf(Location place) => Place?.Invoke(place) ?? place switch
    {
        { File: { } decisions } when decisions.EndsWith(".dmn", StringComparison.Ordinal) => decisions,
        { ElementId: { } element } => element,
        { File: { } file, Line: > 0 and var line } =>
            string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"),
        _ => place.File,
    };

    /// <summary>What its gravity is called in styles, icons and the keys of texts.</summary>
    internal static string NameOf(Diagnostic problem) => problem.Severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "hint",
    };
}
