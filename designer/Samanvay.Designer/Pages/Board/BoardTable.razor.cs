using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Components;
using Samanvay.Engine.ServiceLevels;
using ClockView = Samanvay.Runtime.Views.ClockView;

namespace Samanvay.Designer.Pages.Board;

/// <summary>The open clocks, what is due first first.</summary>
public sealed partial class BoardTable
{
    [Parameter, EditorRequired]
    public IReadOnlyList<ClockView> Clocks { get; set; } = [];

    /// <summary>Only this agency's; all where it is empty.</summary>
    [Parameter]
    public string? Agency { get; set; }

    private IReadOnlyList<ClockView> Shown =>
        string.IsNullOrEmpty(Agency) ? Clocks : [.. Clocks.Where(clock => clock.AgencyName == Agency)];

    private IEnumerable<string> Agencies =>
        Clocks.Select(clock => clock.AgencyName).OfType<string>().Append(Agency ?? "").Where(name => name.Length > 0)
            .Distinct().Order(StringComparer.CurrentCulture);

    private static Tone ToneOf(ClockHealth health) => health switch
    {
        ClockHealth.Breached => Tone.Error,
        ClockHealth.AtRisk => Tone.Warning,
        ClockHealth.OnTrack => Tone.Ok,
        _ => Tone.Neutral,
    };

    private static string? IconOf(ClockHealth health) => health == ClockHealth.Paused ? "pause" : null;
}
