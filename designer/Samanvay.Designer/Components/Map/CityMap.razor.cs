using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Samanvay.Designer.Components.Map;

/// <summary>
/// The city from its own wards, with incidents and sensors. It asks no other host. Whatever it shows must also stand
/// in a list
/// beside it: a map is not read by a screen reader. Needs an interactive page.
/// </summary>
public sealed partial class CityMap : IAsyncDisposable
{
    private ElementReference _host;
    private BrowserModule? _module;
    private DotNetObjectReference<CityMap>? _self;
    private string? _drawnWards;
    private bool _failed;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<CityMap> Logger { get; set; } = null!;

    /// <summary>The wards as a GeoJSON feature collection.</summary>
    [Parameter, EditorRequired]
    public string Wards { get; set; } = "";

    /// <summary>The property of a ward that holds its name.</summary>
    [Parameter]
    public string WardName { get; set; } = "name";

    [Parameter]
    public IReadOnlyList<MapPlace> Places { get; set; } = [];

    /// <summary>The place to bring to the middle.</summary>
    [Parameter]
    public string? Selected { get; set; }

    [Parameter]
    public string Height { get; set; } = "28rem";

    [Parameter]
    public EventCallback<string> Choose { get; set; }

    private string Style => $"height: {Height}";

    [JSInvokable]
    public Task PlaceChosen(string place) => InvokeAsync(() => Choose.InvokeAsync(place));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender) await StartAsync();
            else if (_module is not null) await DrawAsync(_module);
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
        var options = new
        {
            wardName = WardName,
            label = T["components.map"],
            zoomIn = T["components.diagram.in"],
            zoomOut = T["components.diagram.out"],
        };
        var address = Assets["_content/Samanvay.Designer/modeler/map.js"];
        _module = await BrowserModule.CreateAsync(Browser, address, _host, options, _self);
        StateHasChanged();
    }

    private async Task DrawAsync(BrowserModule module)
    {
        if (_drawnWards != Wards)
        {
            _drawnWards = Wards;
            await module.SendAsync<int>("showWards", Wards);
        }

        await module.DoAsync("showPlaces", Places.Select(place => place.ForBrowser()));
        await module.DoAsync("select", Selected);
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null) await _module.DisposeAsync();
        _self?.Dispose();
    }
}
