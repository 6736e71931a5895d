using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>Above the canvas: what is drawn, whether it is saved, and what can be done with all of it.</summary>
public sealed partial class EditorHead
{
    private static readonly (string To, string Icon)[] Zooms = [("fit", "fit"), ("in", "plus"), ("out", "minus")];

    private string _note = "";
    private bool _asks;

    [Parameter, EditorRequired]
    public ProcedureDraft Draft { get; set; } = null!;

    [Parameter, EditorRequired]
    public Keeping Keeping { get; set; }

    [Parameter, EditorRequired]
    public EditorState State { get; set; } = null!;

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public bool CanRequest { get; set; }

    [Parameter]
    public bool HasErrors { get; set; }

    [Parameter]
    public EventCallback Undo { get; set; }

    [Parameter]
    public EventCallback Redo { get; set; }

    [Parameter]
    public EventCallback<string> Zoom { get; set; }

    /// <summary>Heard with the word to the reviewers.</summary>
    [Parameter]
    public EventCallback<string> Request { get; set; }

    /// <summary>Only what is stored and free of errors, and is a draft at all, can be reviewed.</summary>
    private bool IsHeld => WhyHeld is not null;

    private string? WhyHeld => this switch
    {
        { HasErrors: true } => "errors",
        { Keeping: not Keeping.Saved } => "unsaved",
        { Draft.Revision: 0 } => "unchanged",
        _ => null,
    };

    /// <summary>It is as it was published: nobody works on it.</summary>
    private bool IsUntouched => Draft.Revision == 0 && Keeping == Keeping.Saved;

    private string IconOfKeeping => Keeping switch
    {
        Keeping.Saved => "ok",
        Keeping.Unsaved => "edit",
        Keeping.Saving => "save",
        _ => "warning",
    };
}
