using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Samanvay.Engine.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>
/// What moves the line of a level. A key that is held down is faster than the drawing: what is drawn never puts the
/// handle back to where it was some keys ago, only to where something else has moved the level.
/// </summary>
public sealed partial class TrialHandle
{
    private static readonly string[] Keys =
        ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"];

    private int _step;
    private bool _isPressed;
    private bool _isHeld;
    private (decimal At, TrialAxis Axis)? _drawn;

    [Parameter, EditorRequired]
    public TrialView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public SituationLevel Level { get; set; } = null!;

    [Parameter, EditorRequired]
    public int Index { get; set; }

    [Parameter, EditorRequired]
    public string Left { get; set; } = "";

    [Parameter]
    public string HelpId { get; set; } = "";

    [Parameter]
    public EventCallback<(int Level, decimal To, bool IsHeld)> Move { get; set; }

    private TrialAxis Axis => View.Axis;

    private decimal Shown => _step == Axis.StepOf(Level.At) ? Level.At : Axis.ValueAt(_step);

    protected override void OnParametersSet()
    {
        if (_drawn == (Level.At, Axis)) return;
        (_drawn, _step) = ((Level.At, Axis), Axis.StepOf(Level.At));
    }

    private Task HoldAsync(int step) => MoveAsync(step, true);

    private Task LetGoAsync(ChangeEventArgs change) =>
        int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var step)
            ? MoveAsync(step, _isPressed)
            : Task.CompletedTask;

    // A key that is held tells its change again and again; it is one move until it is let go.
    private void Press(KeyboardEventArgs key) => _isPressed |= Keys.Contains(key.Key, StringComparer.Ordinal);

    private Task ReleaseAsync()
    {
        _isPressed = false;
        return _isHeld ? MoveAsync(_step, false) : Task.CompletedTask;
    }

    private Task MoveAsync(int step, bool isHeld)
    {
        (_step, _isHeld) = (step, isHeld);
        return Move.InvokeAsync((Index, Axis.ValueAt(step), isHeld));
    }
}
