using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Pages.Work;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views.Steering;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Designer.Pages.Live.Steering;

/// <summary>One act on a running procedure: what to choose, why, and what would follow, before it is done.</summary>
public sealed partial class SteerForm
{
    private string _chosen = "";
    private SteeringOutlook? _outlook;
    private string? _problem;
    private bool _looking;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public string Question { get; set; } = "";

    [Parameter]
    public bool Dangerous { get; set; }

    /// <summary>Whether it asks for a reason.</summary>
    [Parameter]
    public bool Explained { get; set; } = true;

    /// <summary>What there is to choose from; nothing for an act without a choice.</summary>
    [Parameter]
    public ImmutableArray<ElementChoice> Choices { get; set; } = [];

    [Parameter]
    public string? ChoiceLabel { get; set; }

    /// <summary>What happens when nothing is chosen; absent where something must be.</summary>
    [Parameter]
    public string? Otherwise { get; set; }

    /// <summary>The act for what was chosen; null when nothing was.</summary>
    [Parameter, EditorRequired]
    public Func<string?, SteeringAct> Build { get; set; } = null!;

    [Parameter, EditorRequired]
    public ISteer Acts { get; set; } = null!;

    private bool IsReady => Choices.IsDefaultOrEmpty || Otherwise is not null || _chosen.Length > 0;

    private SteeringAct Chosen => Build(_chosen.Length == 0 ? null : _chosen);

    private async Task LookAsync()
    {
        (_outlook, _problem, _looking) = (null, null, false);
        if (!IsReady) return;
        var asked = Chosen;
        _looking = true;
        var answer = await Acts.LookAheadAsync(asked);
        // Something else was chosen meanwhile, and its own answer comes.
        if (asked != Chosen) return;
        _looking = false;
        switch (answer)
        {
            case Granted<SteeringOutlook> { Value: var outlook }: _outlook = outlook; break;
            case Refused<SteeringOutlook> { Reason: var reason }: _problem = StepRefusal.Say(T, reason); break;
        }
    }

    private Task<Refusal?> DoAsync(string reason, string key) => Acts.SteerAsync(Chosen, reason, key);

    private string Said(ElementChoice choice) =>
        choice.Name ?? $"{T["live.steer.kind." + choice.Kind]} ({choice.Id})";
}
