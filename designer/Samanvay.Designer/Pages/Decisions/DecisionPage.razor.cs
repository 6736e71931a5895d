using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Testing;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Decisions;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>One decision: its table, what was found in it, its test rows, and what a change would have decided
/// otherwise. Plain forms: what is being changed travels with the page until it is saved.</summary>
public sealed partial class DecisionPage(
    DecisionDesk desk, ProcedureDesk procedures, CurrentAsker current, CurrentSurroundings surroundings)
{
    // Twice as many fields are read, so that there is room for what is added before it is saved.
    private const int FieldsMax = LargeFormAttribute.FieldsMax / 2;

    private const int ToldEach = 25;

    private Asker? _asker;
    private Refusal? _refusal;
    private ProcedureDraft? _draft;
    private DecisionReview? _review;
    private Decision? _decision;
    private ReplayReport? _replay;
    private DateTimeZone _zone = DateTimeZone.Utc;
    private IReadOnlyList<string> _inputs = [];
    private string _name = "";
    private string _text = "";
    private long _revision;
    private int? _looked;
    private bool _fits = true;
    private bool _isChanged;
    private bool _isSaved;
    private bool _mayReplay;

    [Parameter]
    public string Procedure { get; set; } = "";

    [Parameter]
    public string File { get; set; } = "";

    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    private string Path => $"{ProcedureFiles.Decisions}{File}.dmn";

    private string? Policy => _decision?.Logic is DecisionTable table ? DecisionWords.HitPolicy(T, table) : null;

    private PostedForm? Form =>
        HttpContext?.Request is { HasFormContentType: true, Form: var fields } ? new(fields) : null;

    private IEnumerable<TableReport> Reports => _review?.Tables
        .Where(table => table.TableId == (_decision?.Logic as DecisionTable)?.Id) ?? [];

    private ImmutableArray<TableFinding> Findings => [.. Reports.SelectMany(table => table.Findings)];

    private IReadOnlyList<TestRowResult> Results =>
        [.. _review?.Tests.Where(test => test.ElementId == _decision?.Id) ?? []];

    private IReadOnlyList<Diagnostic> Others => _review is null ? [] : [.. _review.Read, .. _review.Types];

    // Asked before the page is left with work that is not saved.
    private string Leaving => T["procedures.decisions.leave"];

    private bool HasErrors => _review is { } review
        && review.Read.Concat(review.Found).Any(problem => problem.Severity == Severity.Error);

    // What is typed is not known before it is posted.
    private string? Standing => this switch
    {
        { _isChanged: true } => null,
        { Form: not null } => T["procedures.decisions.same"],
        _ => null,
    };

    private bool CanEdit => _asker is { } asker && _draft is { State: DraftState.Draft }
        && AccessPolicy.Allows(asker, FrontDoorOperation.EditDraft, asker.City) && _fits;

    private long Fields => _decision is not { } decision ? 0
        : (decision.TestRows.Length * (3L + (2 * _inputs.Count))) + (decision.Logic is DecisionTable table
            ? table.Rules.Length * (1L + table.Inputs.Length + table.Outputs.Length) : 0);

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        _asker = await current.GetAsync();
        if (_asker is null) return;
        _mayReplay = AccessPolicy.Allows(_asker, FrontDoorOperation.ReplayDecisions, _asker.City);
        var answer = await desk.OpenAsync(_asker, new ProcedureId(Procedure), CancellationToken.None);
        _refusal = (answer as Refused<ProcedureDraft>)?.Reason;
        if (answer is not Granted<ProcedureDraft> { Value: var draft }) return;
        if (!draft.Files.Texts.TryGetValue(Path, out var text))
        {
            _refusal = new Runtime.Access.NotFound("decision", Id);
            return;
        }

        (_draft, _name, _revision) = (draft, draft.Name, draft.Revision);
        await ShowAsync(text);
        _fits = Fields <= FieldsMax;
        if (Form is not { } form || _decision is null || !CanEdit) return;
        if (form.Number("revision") is { } revision) _revision = (long)revision;
        await ShowAsync(DecisionPost.Changed(text, _decision, form));
    }

    private async Task ShowAsync(string text)
    {
        _text = text;
        _isChanged = _draft!.Files.Texts[Path] != text;
        var answer = await desk.CheckAsync(_asker!, text, CancellationToken.None);
        _review = (answer as Granted<DecisionReview>)?.Value;
        _decision = _review?.Model?.Definitions.Decisions.FirstOrDefault(decision => decision.Id == Id);
        if (_decision is null)
        {
            _refusal = _review is { Model: null, Read: var problems }
                ? new HasProblems(problems)
                : new Runtime.Access.NotFound("decision", Id);
            return;
        }

        _inputs = [.. _review!.Model!.InputsOf(Id).Union(
            _decision.TestRows.SelectMany(row => row.Given).Select(given => given.Name))];
    }

    private async Task ActAsync()
    {
        if (_asker is null || _decision is null || Form?.Text("act") is not { } act) return;
        if (act == "replay") await ReplayAsync();
        else if (act == "save" && CanEdit) await SaveAsync();
        else if (CanEdit && DecisionPost.Acted(_text, _decision, act, Findings) is { } text) await ShowAsync(text);
    }

    private async Task SaveAsync()
    {
        if (!_isChanged) return;
        var change = new DraftChange(
            new ProcedureId(Procedure), _revision,
            new Dictionary<string, string?>(StringComparer.Ordinal) { [Path] = _text });
        var answer = await procedures.SaveAsync(_asker!, change, CancellationToken.None);
        _refusal = (answer as Refused<ProcedureDraft>)?.Reason;
        if (answer is not Granted<ProcedureDraft> { Value: var saved }) return;
        (_draft, _revision, _isSaved) = (saved, saved.Revision, true);
        await ShowAsync(_text);
    }

    private async Task ReplayAsync()
    {
        var request = new ReplayRequest(new ProcedureId(Procedure), Id, _text, ReplayRequest.CountMax);
        var answer = await desk.ReplayAsync(_asker!, request, new Told(this), CancellationToken.None);
        _refusal = (answer as Refused<ReplayReport>)?.Reason;
        _replay = (answer as Granted<ReplayReport>)?.Value;
    }

    private void Tell(int operations)
    {
        if (operations % ToldEach != 0) return;
        _ = InvokeAsync(() =>
        {
            _looked = operations;
            StateHasChanged();
        });
    }

    private sealed class Told(DecisionPage page) : IProgress<int>
    {
        public void Report(int value) => page.Tell(value);
    }
}
