using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Engine;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Views.Steering;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Designer.Pages.Live.Steering;

/// <summary>What can be done with one running procedure where it does not fit as drawn. Its open steps have their acts
/// beside them, in the list of steps.</summary>
public sealed partial class RunSteering
{
    [Parameter, EditorRequired]
    public RunView Run { get; set; } = null!;

    [Parameter, EditorRequired]
    public SteeringRights Rights { get; set; } = SteeringRights.None;

    [Parameter, EditorRequired]
    public ISteer Acts { get; set; } = null!;

    private bool HasActs => Run.Status == ProcessStatus.Running && Rights.Any;

    private ImmutableArray<OpenPlace> Waiting => Rights.Move || Rights.Skip
        ? [.. Run.Choices.Places.Where(place => place.Item is null)] : [];

    private ImmutableArray<StageChoice> Stages => Rights.StartStep || Rights.FinishStage ? Run.Choices.Stages : [];

    private string Said(OpenPlace place) => place.Name == place.ElementId
        ? $"{T["live.steer.kind." + place.Kind]} ({place.ElementId})" : place.Name;

    // What can be moved and not skipped waits for nothing outside.
    private string? Remark(OpenPlace place) => place.IsAside ? T["live.steer.aside"]
        : !place.CanSkip && place.Kind == "decision" ? T["live.steer.joins"] : null;

    // A step may lie in several parts that run at once, so the part is of its name in the list.
    private ImmutableArray<ElementChoice> Repeatable =>
    [
        .. Run.Choices.Repeatable.Select(step => new ElementChoice(
            KeyOf(step), step.Done > 0 ? T["live.steer.repeat.done", step.Name, step.Done] : step.Name, "step")),
    ];

    private RepeatAct Again(string? key)
    {
        var step = Run.Choices.Repeatable.FirstOrDefault(step => KeyOf(step) == key);
        return new RepeatAct(Run.Run, step?.Scope ?? 0, step?.ElementId ?? "");
    }

    private static string KeyOf(RepeatableStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step.Scope}/{step.ElementId}");

    private RenderFragment Cancel => builder =>
    {
        if (!Rights.Cancel) return;
        builder.OpenComponent<SteerForm>(0);
        builder.AddAttribute(1, nameof(SteerForm.Label), T["live.steer.cancel"]);
        builder.AddAttribute(2, nameof(SteerForm.Question), T["live.steer.cancel.text"]);
        builder.AddAttribute(3, nameof(SteerForm.Dangerous), true);
        builder.AddAttribute(4, nameof(SteerForm.Acts), Acts);
        builder.AddAttribute(5, nameof(SteerForm.Build), (Func<string?, SteeringAct>)(_ => new CancelAct(Run.Run)));
        builder.CloseComponent();
    };
}
