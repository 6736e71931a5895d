using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>One rule: what it does in words, its settings, and what it would have done with what was
/// measured.</summary>
public sealed partial class RulePage(
    RuleDesk desk, ProcedureDesk procedures, CurrentAsker current, CurrentSurroundings surroundings,
    IJSRuntime browser)
    : IDisposable
{
    private const int NamesMax = 6;

    private readonly CancellationTokenSource _left = new();
    private Asker? _asker;
    private Refusal? _refusal;
    private RuleWork? _work;
    private string _stored = "";
    private bool _isNew;
    private bool _isSaving;
    private bool _isSaved;
    private bool _mayTry;
    private DateTimeZone _zone = DateTimeZone.Utc;

    [Parameter]
    public string? Procedure { get; set; }

    [Parameter]
    public string? File { get; set; }

    /// <summary>Of a new rule, as the list asks for them.</summary>
    [SupplyParameterFromQuery(Name = "procedure")]
    public string? NewOf { get; set; }

    [SupplyParameterFromQuery(Name = "name")]
    public string? NewName { get; set; }

    [SupplyParameterFromQuery(Name = "signal")]
    public string? NewSignal { get; set; }

    private string Which => Procedure ?? NewOf ?? "";

    private bool IsChanged => _work is { } work && work.File.Text != _stored;

    // Asked before the page is left; absent where nothing would be lost.
    private string? Unsaved => IsChanged && _work is { CanEdit: true } ? T["rules.unsaved.leave"] : null;

    private IReadOnlyList<string> Words => _work?.Reading switch
    {
        { Rule: { } rule } => [.. RuleWords.Of(T, rule)],
        { Alert: { } alert } => [.. RuleWords.Of(T, alert)],
        _ => [],
    };

    private IReadOnlyList<Diagnostic> Problems =>
        [.. _work?.Reading.Problems.Select(problem => RuleFieldNames.Named(T, problem)) ?? []];

    private string NamesOf(IEnumerable<RuleDevice> devices)
    {
        var names = devices.Select(device => device.Name).ToList();
        return names.Count switch
        {
            0 => T["rules.hears.none"],
            <= NamesMax => string.Join(", ", names),
            _ => $"{string.Join(", ", names.Take(NamesMax))} (+{names.Count - NamesMax})",
        };
    }

    private IReadOnlyList<RuleDevice> Devices =>
        [.. _work?.Bench.Devices.Where(device => device.Signal == _work.File["signal"]) ?? []];

    private IReadOnlyList<RuleRecording> Recordings =>
        [.. _work?.Bench.Recordings.Where(recording => recording.Signal == _work.File["signal"]) ?? []];

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        _asker = await current.GetAsync();
        if (_asker is null) return;
        _isNew = Procedure is null;
        _mayTry = AccessPolicy.Allows(_asker, FrontDoorOperation.TryRule, _asker.City);
        var path = $"{ProcedureFiles.Situations}{File ?? NewName}.json";
        var answer = await desk.OpenAsync(
            _asker, (new ProcedureId(Which), path), _isNew ? new NewRule(NewName ?? "", NewSignal ?? "") : null,
            CancellationToken.None);
        _refusal = (answer as Refused<RuleBench>)?.Reason;
        if (answer is not Granted<RuleBench> { Value: var bench }) return;
        _stored = _isNew ? "" : bench.File.Text;
        _work = new RuleWork(bench, bench.File, bench.Read(bench.File), ChangeAsync)
        {
            Zone = _zone,
            CanEdit = bench.Draft.State == DraftState.Draft
                && AccessPolicy.Allows(_asker, FrontDoorOperation.EditDraft, _asker.City),
        };
        _wish = new TrialWish(
            Devices.Count > 0 ? $"device:{Devices[0].Id}"
                : Recordings.Count > 0 ? $"recording:{Recordings[0].Id}" : "table",
            TrialSpan.Month);
    }

    // Only for who is there to look: what is sent before the circuit stands is thrown away.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _work is null) return;
        await LookAsync();
        StateHasChanged();
    }

    private Task ChangeAsync(RuleFile file, bool isHeld)
    {
        if (_work is not { CanEdit: true } work) return Task.CompletedTask;
        if (file != work.File) Keep(work.File, isHeld);
        _isUnderHand &= isHeld;
        return ShowAsync(file, isHeld);
    }

    private async Task ShowAsync(RuleFile file, bool isHeld)
    {
        if (_work is not { CanEdit: true } work) return;
        _isSaved = false;
        _work = work with { File = file, Reading = work.Bench.Read(file) };
        // The line stays under the hand; what it comes to follows.
        if (_view is { } view) _view = view with { Levels = _work.Levels };
        await LookAsync(isHeld);
        StateHasChanged();
    }

    private Task MoveAsync((int Level, decimal To, bool IsHeld) move) =>
        _work is { CanEdit: true } work && move.Level < work.File.Count("levels")
            ? work.MoveAsync(move.Level, move.To, move.IsHeld)
            : Task.CompletedTask;

    private Task WriteAsync(ChangeEventArgs change) =>
        ChangeAsync(new RuleFile((change.Value as string ?? "").ReplaceLineEndings("\n")), false);

    private async Task SaveAsync()
    {
        if (_isSaving || _work is not { CanEdit: true } work || _asker is null) return;
        var (bench, file) = (work.Bench, work.File);
        var change = new DraftChange(
            bench.Draft.Id, bench.Draft.Revision,
            new Dictionary<string, string?>(StringComparer.Ordinal) { [bench.Path] = file.Text });
        _isSaving = true;
        var answer = await procedures.SaveAsync(_asker, change, CancellationToken.None);
        _isSaving = false;
        _refusal = (answer as Refused<ProcedureDraft>)?.Reason;
        if (answer is not Granted<ProcedureDraft> { Value: var saved }) return;
        // Meanwhile it may have been changed further.
        _work = _work with { Bench = bench with { Draft = saved, File = file } };
        (_stored, _isSaved) = (file.Text, _work.File == file);
        if (!_isNew) return;
        _isNew = false;
        // Where it is found from now on; the page goes on as it is.
        await browser.InvokeVoidAsync("history.replaceState", null, "", RuleWords.Address(saved.Id, bench.Path));
    }
}
