using Samanvay.Designer.Components.Diagram;
using Samanvay.Feel;

namespace Samanvay.Designer.Components;

/// <summary>A mend that a list of problems offers.</summary>
/// <param name="Name">Names its words.</param>
public sealed record ProblemFix(string Name)
{
    /// <summary>The repair of the drawing that does it.</summary>
    public string? Repair { get; init; }

    /// <summary>Else the change of the element, made from how it is now; null when there is nothing to do.</summary>
    public Func<ElementSummary, Diagnostic, ElementPatch?>? Patch { get; init; }
}
