using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Engine;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Designer.Pages.Live;

/// <summary>One incident in full: what to do next, what went wrong, where its procedures are, what has
/// happened.</summary>
public sealed partial class IncidentPanel
{
    private int _severity = 3;

    [Parameter, EditorRequired]
    public IncidentView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    [Parameter, EditorRequired]
    public IncidentRights Rights { get; set; } = IncidentRights.None;

    [Parameter, EditorRequired]
    public IncidentActs Acts { get; set; } = null!;

    private string CloseQuestion => View.Steps.IsEmpty
        ? T["live.close.text"] : T["live.close.text.steps", View.Steps.Length];

    protected override void OnInitialized() => _severity = (int)View.Header.Severity;

    private IEnumerable<RunView> Running => View.Runs.Where(run => run.Status == ProcessStatus.Running);

    private static string WordOf(SteeringAct act) => act switch
    {
        MoveAct => "move",
        RepeatAct => "repeat",
        SkipAct => "skip",
        HoldAct => "hold",
        ResumeAct => "resume",
        CancelAct => "cancel",
        StartStepAct => "start",
        _ => "finish",
    };

    private string Moment(Instant at) => at.InZone(Zone).ToString("d MMM HH:mm", CultureInfo.CurrentCulture);

    private static Tone ToneOf(RunView run) => run.Status switch
    {
        ProcessStatus.Running => Tone.Active,
        ProcessStatus.Completed => Tone.Ok,
        _ => Tone.Neutral,
    };
}
