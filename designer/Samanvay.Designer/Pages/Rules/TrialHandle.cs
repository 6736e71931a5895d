using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Samanvay.Designer.Localization;
using Samanvay.Engine.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>
/// What moves the line of a level. A key that is held down is faster than the drawing: what is drawn never puts the
/// handle back to where it was some keys ago, only to where something else has moved the level.
/// </summary>
/// <remarks>
/// It is not written as markup, where each drawing makes the handler of a bound value anew: keys that come meanwhile
/// would be for one that is gone, and lost.
/// </remarks>
public sealed class TrialHandle : ComponentBase
{
    private static readonly string[] Keys =
        ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"];

    private int _step;
    private bool _isPressed;
    private bool _isHeld;
    private (decimal At, TrialAxis Axis)? _drawn;

    [Inject]
    internal Texts T { get; set; } = null!;

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

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "input");
        builder.AddAttribute(1, "type", "range");
        builder.AddAttribute(2, "class", $"handle s{Level.Severity}");
        builder.AddAttribute(3, "style", $"left: {Left}");
        builder.AddAttribute(4, "min", 0);
        builder.AddAttribute(5, "max", Axis.Steps);
        builder.AddAttribute(6, "step", 1);
        builder.AddAttribute(7, "aria-label", T["rules.handle", Level.Name]);
        builder.AddAttribute(8, "aria-orientation", "vertical");
        builder.AddAttribute(9, "aria-describedby", HelpId);
        builder.AddAttribute(10, "aria-valuetext", $"{RuleWords.Number(Shown)} {View.Unit}");
        builder.AddAttribute(11, "value", _step.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(12, "oninput", EventCallback.Factory.Create<ChangeEventArgs>(this, HoldAsync));
        // What the browser says of the value with its events counts as drawn.
        builder.SetUpdatesAttributeName("value");
        builder.AddAttribute(13, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, LetGoAsync));
        builder.AddAttribute(14, "onkeydown", EventCallback.Factory.Create<KeyboardEventArgs>(this, Press));
        builder.AddAttribute(15, "onkeyup", EventCallback.Factory.Create<KeyboardEventArgs>(this, ReleaseAsync));
        builder.AddAttribute(16, "onblur", EventCallback.Factory.Create<FocusEventArgs>(this, ReleaseAsync));
        builder.CloseElement();
    }

    private Task HoldAsync(ChangeEventArgs change) => MoveAsync(change, true);

    private Task LetGoAsync(ChangeEventArgs change) => MoveAsync(change, _isPressed);

    // A key that is held tells its change again and again; it is one move until it is let go.
    private void Press(KeyboardEventArgs key) => _isPressed |= Keys.Contains(key.Key, StringComparer.Ordinal);

    private Task ReleaseAsync()
    {
        _isPressed = false;
        return _isHeld ? MoveAsync(_step, false) : Task.CompletedTask;
    }

    private Task MoveAsync(ChangeEventArgs change, bool isHeld) =>
        int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var step)
            ? MoveAsync(step, isHeld)
            : Task.CompletedTask;

    private Task MoveAsync(int step, bool isHeld)
    {
        (_step, _isHeld) = (step, isHeld);
        return Move.InvokeAsync((Index, Axis.ValueAt(step), isHeld));
    }
}
