using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Samanvay.Designer.Components;

/// <summary>One tab; a count above zero stands behind its title.</summary>
public sealed record Tab(string Name, string Title, int Count = 0);

/// <summary>Tabs by name, over a panel that the page draws.</summary>
public sealed partial class TabBar
{
    private readonly Dictionary<string, ElementReference> _buttons = new(StringComparer.Ordinal);

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<Tab> Tabs { get; set; } = [];

    [Parameter, EditorRequired]
    public string Chosen { get; set; } = "";

    /// <summary>The id of what the tabs switch.</summary>
    [Parameter, EditorRequired]
    public string PanelId { get; set; } = "";

    [Parameter]
    public EventCallback<string> Choose { get; set; }

    private async Task MoveAsync(KeyboardEventArgs key)
    {
        var step = key.Key switch { "ArrowRight" => 1, "ArrowLeft" => -1, _ => 0 };
        if (step == 0) return;
        var names = Tabs.Select(tab => tab.Name).ToList();
        var next = names[(names.IndexOf(Chosen) + step + names.Count) % names.Count];
        await Choose.InvokeAsync(next);
        await _buttons[next].FocusAsync();
    }
}
