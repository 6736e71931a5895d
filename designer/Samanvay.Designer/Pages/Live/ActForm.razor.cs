using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Pages.Work;
using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Pages.Live;

/// <summary>An act behind a button that asks first. It closes when the act is recorded, and else says why it is
/// not.</summary>
public sealed partial class ActForm
{
    // One key for one intention: pressed twice, or sent again after a refusal for being busy, it is done once.
    private string _key = NewKey();
    private string _reason = "";
    private string? _problem;
    private bool _busy;

    // Before that a press would send the browser away and lose what was written.
    private bool _connected;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What will follow, and whether it can be taken back.</summary>
    [Parameter]
    public string? Question { get; set; }

    [Parameter]
    public string? Yes { get; set; }

    [Parameter]
    public bool Dangerous { get; set; }

    /// <summary>The button stands at the end of its line, so the question opens towards the beginning.</summary>
    [Parameter]
    public bool AtEnd { get; set; }

    /// <summary>Asks for a text; without it there is none.</summary>
    [Parameter]
    public string? ReasonLabel { get; set; }

    /// <summary>It was opened or closed: what it shows may be looked up now.</summary>
    [Parameter]
    public EventCallback Opened { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Is given the text and the key of the request; answers why not, or null.</summary>
    [Parameter, EditorRequired]
    public Func<string, string, Task<Refusal?>> Act { get; set; } = null!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _connected = true;
        StateHasChanged();
    }

    private async Task DoAsync()
    {
        if (_busy) return;
        _busy = true;
        var refusal = await Act(_reason, _key);
        _busy = false;
        _problem = refusal switch
        {
            null => null,
            Invalid { Problems: [var first, ..] } => T.Say(first),
            _ => StepRefusal.Say(T, refusal),
        };
        if (refusal is null) (_key, _reason) = (NewKey(), "");
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");
}
