using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>All that the chart draws as tables: a part of them at first, the whole as a file.</summary>
public sealed partial class FiringTable(IJSRuntime browser)
{
    private const int Rows = 50;

    private int _firings = Rows;
    private int _gone = Rows;
    private int _faults = Rows;

    [Parameter, EditorRequired]
    public TrialView View { get; set; } = null!;

    /// <summary>Absent where the rule is not in force yet, or the same.</summary>
    [Parameter]
    public TrialComparison? Compared { get; set; }

    private string Moment(Instant at) => RuleWords.Moment(at, View.Zone);

    private IEnumerable<(TrialFiring, int)> Numbered(TrialResult result) =>
        result.Firings.Take(_firings).Select((firing, index) => (firing, index));

    private string GoneOf(TrialFiring firing) =>
        T["rules.gone.one", Moment(firing.At), firing.Level, RuleWords.Number(firing.Value), View.Unit];

    private string WhyOf(TrialFault fault) => T["rules.fault." + fault.Kind.ToString().ToLowerInvariant()];

    private static string ValueOf(TrialFault fault) => fault.Value is { } value ? RuleWords.Number(value) : "";

    private string StepsOf(TrialFiring firing) => string.Join(", ", firing.Steps.Select(step =>
        T[step.IsRaise ? "rules.step.raised" : "rules.step.lowered", step.Level, Moment(step.At)]));

    private Task SaveFiringsAsync() =>
        SaveAsync("firings.csv", TrialCsv.Firings(View.Result!, View.Unit, View.Zone));

    private Task SaveFaultsAsync() =>
        SaveAsync("sensor-faults.csv", TrialCsv.Faults(View.Result!, View.Unit, View.Zone));

    private Task SaveAsync(string name, string text) => BrowserFile.SaveAsync(
        browser, Assets["_content/Samanvay.Designer/modeler/file.js"], name, text);
}
