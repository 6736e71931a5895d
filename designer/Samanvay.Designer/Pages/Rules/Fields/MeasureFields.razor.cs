using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules.Fields;

/// <summary>What the readings of a sensor come to, for the rule's own signal and for each beside it.</summary>
public sealed partial class MeasureFields
{
    private static readonly IReadOnlyList<string> OfSeries =
        ["last", "avg", "min", "max", "sum", "count", "rate", "delta", "stddev"];

    // Events have no rate and no difference.
    private static readonly IReadOnlyList<string> OfEvents =
        ["last", "avg", "min", "max", "sum", "count", "stddev"];

    /// <summary>What the names of the fields begin with; nothing for the rule's own signal.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    [CascadingParameter]
    public RuleWork Bench { get; set; } = null!;

    private IReadOnlyList<string> Measures => Bench.File[Prefix + "events"] is null ? OfSeries : OfEvents;

    // With a window but no figure named it is the average.
    private string Of => Bench.File[Prefix + "measure.of"]
        ?? (Bench.File[Prefix + "measure"] is null ? "last" : "avg");

    private bool IsCounted => Bench.File[Prefix + "measure.readings"] is not null;

    // A window needs a length; without one there would be a problem before anything could be written.
    private Task OfAsync(string chosen)
    {
        if (chosen == "last") return Bench.Change(Bench.File.With(Prefix + "measure", null), false);
        var file = Bench.File.With(Prefix + "measure.of", chosen);
        if (file[Prefix + "measure.over"] is null && !IsCounted) file = file.With(Prefix + "measure.over", "PT1H");
        return Bench.Change(file, false);
    }

    private Task KindAsync(string chosen) => Bench.Change(
        chosen == "readings"
            ? Bench.File.With(Prefix + "measure.readings", "6", RuleFieldKind.Number)
                .With(Prefix + "measure.over", null)
            : Bench.File.With(Prefix + "measure.over", "PT1H").With(Prefix + "measure.readings", null),
        false);
}
