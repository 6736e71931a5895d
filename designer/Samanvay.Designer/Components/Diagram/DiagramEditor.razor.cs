using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Samanvay.Feel;

namespace Samanvay.Designer.Components.Diagram;

/// <summary>
/// The canvas on which a procedure is drawn. While it is open the browser owns the model; a form reads a summary and
/// sends a patch,
/// which goes through the same undo as the drawing. Needs an interactive page; `@key` it by procedure to open another
/// one.
/// </summary>
public sealed partial class DiagramEditor : IAsyncDisposable
{
    private ElementReference _host;
    private BrowserModule? _module;
    private DotNetObjectReference<DiagramEditor>? _self;
    private bool _failed;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<DiagramEditor> Logger { get; set; } = null!;

    /// <summary>The procedure as it is when the editor opens. Opening changes nothing in it.</summary>
    [Parameter, EditorRequired]
    public string Xml { get; set; } = "";

    /// <summary>Heard at most once a frame, after drawing, selecting, undoing or patching.</summary>
    [Parameter]
    public EventCallback<EditorState> Changed { get; set; }

    /// <summary>Heard once the procedure is drawn, with what the reader remarked.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<string>> Opened { get; set; }

    public bool IsOpen { get; private set; }

    private BrowserModule Module => _module ?? throw new InvalidOperationException("The editor is not open yet.");

    /// <summary>The procedure as it is now, as BPMN XML.</summary>
    public Task<string> SaveAsync() => Module.ReceiveAsync("save");

    /// <summary>Everything of one element that a form shows; without an id, of the procedure itself.</summary>
    public Task<ElementSummary> SummarizeAsync(string? element) =>
        Module.ReceiveAsync<ElementSummary>("summary", element);

    public Task<IReadOnlyList<ElementLine>> ListAsync() => Module.ReceiveAsync<IReadOnlyList<ElementLine>>("elements");

    /// <summary>Changes an element as one step of undo; false when it is not there any more.</summary>
    public ValueTask<bool> ApplyAsync(string element, ElementPatch patch) =>
        Module.AskAsync<bool>("apply", element, patch);

    /// <summary>Mends an element as one step of undo; see Repairs.ts for what can be mended.</summary>
    public ValueTask<bool> RepairAsync(string element, string repair) =>
        Module.AskAsync<bool>("repair", element, repair);

    /// <summary>Puts the person into a field of the page, once it is drawn.</summary>
    public ValueTask EnterAsync(IReadOnlyList<string> fields) => Module.DoAsync("enter", fields);

    public ValueTask SelectAsync(string? element) => Module.DoAsync("select", element);

    public ValueTask UndoAsync() => Module.DoAsync("undo");

    public ValueTask RedoAsync() => Module.DoAsync("redo");

    /// <param name="to"><c>fit</c>, <c>in</c> or <c>out</c>.</param>
    public ValueTask ZoomAsync(string to) => Module.DoAsync("zoom", to);

    /// <summary>Marks every element that has a problem, in place of what was marked before.</summary>
    public ValueTask ShowProblemsAsync(IEnumerable<Diagnostic> problems) =>
        Module.DoAsync("showProblems", problems.ForBrowser(T));

    /// <summary>Tokens of a drill, or of the counter-example of a check.</summary>
    public ValueTask ShowTokensAsync(IEnumerable<DiagramMark> marks) =>
        Module.DoAsync("showTokens", marks.Select(mark => mark.ForBrowser()));

    /// <summary>Brings an element into view, and the line of text about it beside the drawing.</summary>
    public ValueTask FollowAsync(string element, string line) => Module.DoAsync("follow", element, line);

    [JSInvokable]
    public Task EditorChanged(EditorState state) => InvokeAsync(() => Changed.InvokeAsync(state));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            await OpenAsync();
        }
        catch (JSException reason)
        {
            Log.DiagramNotDrawn(Logger, reason);
            _failed = true;
        }
        catch (JSDisconnectedException)
        {
            return;
        }

        StateHasChanged();
    }

    private async Task OpenAsync()
    {
        _self = DotNetObjectReference.Create(this);
        var address = Assets["_content/Samanvay.Designer/modeler/modeler.js"];
        _module = await BrowserModule.CreateAsync(Browser, address, _host, DiagramTexts.Options(T), _self);
        var remarks = await _module.SendAsync<string[]>("load", Xml);
        IsOpen = true;
        await Opened.InvokeAsync(remarks);
    }

    public async ValueTask DisposeAsync()
    {
        IsOpen = false;
        if (_module is not null) await _module.DisposeAsync();
        _self?.Dispose();
    }
}
