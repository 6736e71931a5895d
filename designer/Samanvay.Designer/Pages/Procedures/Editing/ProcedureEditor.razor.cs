using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using NodaTime;
using Samanvay.Activities;
using Samanvay.Bpmn.Layout;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Hosting;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>Where a procedure is drawn. The browser owns the drawing; this page asks for it when a person pauses,
/// checks it and saves it.</summary>
public sealed partial class ProcedureEditor(
    ProcedureDesk desk, ReviewDesk reviews, CitySnapshots cities, CurrentAsker current, IServiceProvider services)
    : IAsyncDisposable
{
    private static readonly TimeSpan CheckAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SaveAfter = TimeSpan.FromMilliseconds(1500);

    private DiagramEditor? _editor;
    private DraftKeeper? _keeper;
    private Asker? _asker;
    private Refusal? _refusal;
    private EditorState _state = new([], 0, false, false);
    private ElementSummary? _element;
    private IReadOnlyList<ElementLine> _lines = [];
    private IReadOnlyList<Diagnostic> _problems = [];
    private EditorChoices _choices = EditorChoices.None;
    private (int Revision, string Xml) _drawn;
    private (int Checked, int Saved) _done;
    private Later? _check;
    private Later? _save;
    private string _xml = "";
    private int _opening;
    private DateTimeZone _zone = DateTimeZone.Utc;
    private bool _canEdit;
    private bool _canRequest;
    private bool _busy;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Parameter]
    public string Id { get; set; } = "";

    private bool IsDraft => _keeper!.Draft.State == DraftState.Draft;

    private bool HasErrors => _problems.Any(problem => problem.Severity == Severity.Error);

    protected override async Task OnInitializedAsync()
    {
        _check = new Later(Time, CheckAfter, () => InvokeAsync(() => QuietlyAsync(CheckAsync)));
        _save = new Later(Time, SaveAfter, () => InvokeAsync(() => QuietlyAsync(SaveAsync)));
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        _asker = await current.GetAsync();
        if (_asker is not { } asker)
        {
            _refusal = new NotAllowed(FrontDoorOperation.ViewProcedures);
            return;
        }

        switch (await desk.OpenAsync(asker, new ProcedureId(Id), CancellationToken.None))
        {
            case Granted<ProcedureDraft> { Value: var draft }:
                await ShowAsync(asker, draft);
                break;
            case Refused<ProcedureDraft> { Reason: var reason }:
                _refusal = reason;
                break;
        }
    }

    private async Task ShowAsync(Asker asker, ProcedureDraft draft)
    {
        _keeper = new DraftKeeper(desk, asker, draft);
        _canEdit = draft.State == DraftState.Draft && May(asker, FrontDoorOperation.EditDraft);
        _canRequest = draft.State == DraftState.Draft && May(asker, FrontDoorOperation.RequestReview);
        _xml = BpmnLayout.Apply(draft.Files.Diagram ?? "");
        if (!_canEdit) _tab = ProblemsTab;
        var city = await cities.FindAsync(asker.City, CancellationToken.None);
        _zone = city?.Zone ?? DateTimeZone.Utc;
        _choices = EditorChoices.Of(city, draft.Files, services.GetService<ActivityAdapters>()?.Types ?? []);
        _problems = Found(await reviews.CheckAsync(asker, draft.Files, CancellationToken.None));
    }

    private async Task OpenedAsync(IReadOnlyList<string> remarks)
    {
        _state = new EditorState([], 0, false, false);
        _drawn = (0, _xml);
        _done = (0, 0);
        await _editor!.ShowProblemsAsync(_problems);
        await LookAsync();
    }

    private async Task ChangedAsync(EditorState state)
    {
        // While a drawing is being opened the browser reports steps that nobody has made.
        if (_editor is not { IsOpen: true }) return;
        var isDrawn = state.Revision != _state.Revision;
        _state = state;
        if (isDrawn)
        {
            _keeper!.Touch();
            _check!.Ask();
            _save!.Ask();
        }

        await LookAsync();
    }

    private async Task LookAsync()
    {
        _element = await _editor!.SummarizeAsync(_state.Selected is [var only] ? only : null);
        if (_lines.Count == 0 || _done.Checked != _state.Revision) _lines = await _editor.ListAsync();
    }

    private async Task<string> ReadAsync()
    {
        if (_drawn.Revision != _state.Revision) _drawn = (_state.Revision, await _editor!.SaveAsync());
        return _drawn.Xml;
    }

    private async Task CheckAsync()
    {
        if (_editor is not { IsOpen: true } editor || _done.Checked == _state.Revision) return;
        var revision = _state.Revision;
        var xml = await ReadAsync();
        var (asker, files) = (_asker!, _keeper!.With(xml));
        // A large procedure takes a while to build; the circuit stays free to answer meanwhile.
        var found = await Task.Run(async () => Found(await reviews.CheckAsync(asker, files, CancellationToken.None)));
        _problems = [.. found.Select(problem => ProblemWords.Plain(T, problem, _lines))];
        _choices = _choices.Reading(xml);
        _done.Checked = revision;
        await editor.ShowProblemsAsync(_problems);
        if (_state.Revision != revision) _check!.Ask();
        StateHasChanged();
    }

    private async Task SaveAsync()
    {
        if (_busy || _editor is not { IsOpen: true } || _done.Saved == _state.Revision) return;
        _busy = true;
        try
        {
            var revision = _state.Revision;
            var xml = await ReadAsync();
            StateHasChanged();
            await _keeper!.SaveAsync(xml, Name, CancellationToken.None);
            _done.Saved = revision;
            if (_state.Revision != revision) _save!.Ask();
        }
        finally
        {
            _busy = false;
            StateHasChanged();
        }
    }

    private Task UndoAsync() => _editor!.UndoAsync().AsTask();

    private Task RedoAsync() => _editor!.RedoAsync().AsTask();

    private Task ZoomAsync(string to) => _editor?.ZoomAsync(to).AsTask() ?? Task.CompletedTask;

    private Task SelectAsync(string? element) => _editor?.SelectAsync(element).AsTask() ?? Task.CompletedTask;

    private async Task PatchAsync(ElementPatch patch) => await _editor!.ApplyAsync(_element!.Id, patch);

    private async Task PatchOtherAsync((string Element, ElementPatch Patch) change) =>
        await _editor!.ApplyAsync(change.Element, change.Patch);

    private async Task RequestAsync(string note)
    {
        await SaveAsync();
        if (_keeper is not { Keeping: Keeping.Saved } keeper) return;
        var answer = await reviews.RequestAsync(
            _asker!, keeper.Draft.Id, new ReviewRequest(keeper.Draft.Revision, note), CancellationToken.None);
        if (answer is Refused<ProcedureDraft> { Reason: var reason }) _refusal = reason;
        else Navigation.NavigateTo($"/procedures/{Id}/review?done=requested");
    }

    private async Task TakeOverAsync()
    {
        await _keeper!.TakeOverAsync(await ReadAsync(), Name, CancellationToken.None);
        _done.Saved = _drawn.Revision;
    }

    /// <summary>To the other person's work; what is on the screen is kept among the saves first.</summary>
    private async Task ReloadAsync()
    {
        await SaveAsync();
        _opening++;
        (_element, _lines) = (null, []);
        await OpenAsync();
    }

    // A circuit may go between two words to the browser; what was saved before is loaded when the person is back.
    private static async Task QuietlyAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (JSDisconnectedException)
        {
            // Nobody is drawing any more.
        }
    }

    private string? Name => _choices.Name is { Length: > 0 and <= 200 } name ? name : null;

    private static bool May(Asker asker, FrontDoorOperation operation) =>
        AccessPolicy.Allows(asker, operation, asker.City);

    private static ImmutableArray<Diagnostic> Found(Answer<ImmutableArray<Diagnostic>> answer) =>
        answer is Granted<ImmutableArray<Diagnostic>> { Value: var problems } ? problems : [];

    public async ValueTask DisposeAsync()
    {
        _check?.Dispose();
        _save?.Dispose();
        // Whoever leaves by a link has drawn their last stroke a moment ago.
        await QuietlyAsync(SaveAsync);
    }
}
