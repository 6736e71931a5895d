using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Feel;

namespace Samanvay.Designer.Components.Diagram;

/// <summary>A procedure's diagram to look at, with live tokens and clocks. Needs an interactive page.</summary>
public sealed partial class DiagramViewer : IAsyncDisposable
{
    private static readonly (string To, string Icon)[] Sizes = [("fit", "fit"), ("in", "plus"), ("out", "minus")];

    private ElementReference _host;
    private BrowserModule? _module;
    private DotNetObjectReference<DiagramViewer>? _self;
    private string? _drawn;
    private (string? Element, string? Line) _followed;
    private IReadOnlyList<Diagnostic> _said = [];
    private bool _failed;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<DiagramViewer> Logger { get; set; } = null!;

    [CascadingParameter]
    private CityMoment? Moment { get; set; }

    /// <summary>The procedure as BPMN XML.</summary>
    [Parameter, EditorRequired]
    public string Xml { get; set; } = "";

    [Parameter]
    public IReadOnlyList<DiagramMark> Marks { get; set; } = [];

    /// <summary>What is to be said about single elements, as a badge there.</summary>
    [Parameter]
    public IReadOnlyList<Diagnostic> Problems { get; set; } = [];

    /// <summary>The element to bring into view when it changes.</summary>
    [Parameter]
    public string? Focus { get; set; }

    /// <summary>The id of the line of text beside the drawing that is about it.</summary>
    [Parameter]
    public string? Beside { get; set; }

    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string Height { get; set; } = "24rem";

    /// <summary>Hears the id of the element that a person clicked.</summary>
    [Parameter]
    public EventCallback<string> Choose { get; set; }

    // Only a diagram that something moves through has a place where it is now.
    private IEnumerable<(string To, string Icon)> Zooms => Marks.Count > 0 ? Sizes.Prepend(("now", "place")) : Sizes;

    private string Style => $"height: {Height}";

    [JSInvokable]
    public Task ElementChosen(string element) => InvokeAsync(() => Choose.InvokeAsync(element));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender) await StartAsync();
            else if (_module is not null) await DrawAsync();
        }
        catch (JSException reason)
        {
            Log.DiagramNotDrawn(Logger, reason);
            _failed = true;
            StateHasChanged();
        }
        catch (JSDisconnectedException)
        {
            // Nobody is looking any more.
        }
    }

    private async Task StartAsync()
    {
        _self = DotNetObjectReference.Create(this);
        var address = Assets["_content/Samanvay.Designer/modeler/viewer.js"];
        _module = await BrowserModule.CreateAsync(Browser, address, _host, DiagramTexts.Options(T), _self);
        StateHasChanged();
    }

    private async Task DrawAsync()
    {
        if (_drawn != Xml)
        {
            _drawn = Xml;
            await _module!.SendAsync<object?>("load", Xml);
        }

        var now = Moment?.Now ?? Instant.FromDateTimeOffset(Time.GetUtcNow());
        if (!ReferenceEquals(_said, Problems))
            await _module!.DoAsync("showProblems", (_said = Problems).ForBrowser(T));
        await _module!.DoAsync("showTokens", Marks.Select(mark => mark.ForBrowser()), now.ToUnixTimeMilliseconds());
        if (_followed == (Focus, Beside)) return;
        _followed = (Focus, Beside);
        if (Focus is not null) await _module!.DoAsync("follow", Focus, Beside);
    }

    private async Task ZoomAsync(string to) => await _module!.DoAsync("zoom", to);

    public async ValueTask DisposeAsync()
    {
        if (_module is not null) await _module.DisposeAsync();
        _self?.Dispose();
    }
}
