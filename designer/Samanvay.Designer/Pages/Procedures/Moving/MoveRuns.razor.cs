using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures.Moving;

/// <summary>Moves what runs on an earlier version to the one in force: the plan, a trial that changes nothing, and the
/// reason with which it begins. Plain forms, so that it works without script.</summary>
public sealed partial class MoveRuns(
    ProcedureShelf shelf, MigrationDesk desk, CurrentAsker current, NavigationManager address)
{
    private const string Field = "to.";
    private const int TriedMin = 50;

    private Asker? _asker;
    private MigrationView? _view;
    private MigrationTrial? _trial;
    private Refusal? _refusal;
    private string _name = "";
    private string _key = Guid.NewGuid().ToString("N");
    private string? _reason;

    [Parameter]
    public string Id { get; set; } = "";

    [Parameter]
    public int From { get; set; }

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    private int To => _view?.To.Number ?? 0;

    // Where there is no plan there is no version to go to.
    private string Title => _view is null
        ? T["procedures.move.result.title", _name.Length > 0 ? _name : Id] : T["procedures.move.title", _name, To];

    private PostedForm? Form =>
        HttpContext?.Request is { HasFormContentType: true, Form: var fields } ? new(fields) : null;

    protected override async Task OnInitializedAsync()
    {
        _asker = await current.GetAsync();
        if (_asker is null) return;
        if (await shelf.VersionsAsync(_asker, new ProcedureId(Id), CancellationToken.None)
            is not Granted<ImmutableArray<ProcedureVersion>> { Value: var versions }
            || versions.FirstOrDefault(version => version.Number == From) is not { } from
            || versions.FirstOrDefault(version => version.RetiredAt is null) is not { } to)
        {
            _refusal = new Runtime.Access.NotFound("version", $"{Id} {From}");
            return;
        }

        _name = to.Name;
        await PlanAsync(new MigrationPlan(from.Id.Value, to.Id.Value), propose: true);
        if (_view is not { } view || HttpContext?.Request is not { HasFormContentType: true, Form: var fields }) return;
        var plan = fields.Where(field => field.Key.StartsWith(Field, StringComparison.Ordinal)).Aggregate(
            view.Plan, (plan, field) => plan.With(
                field.Key[Field.Length..], field.Value.ToString() is { Length: > 0 } target ? target : null));
        await PlanAsync(plan, propose: false);
    }

    private async Task PlanAsync(MigrationPlan plan, bool propose)
    {
        var answer = await desk.PlanAsync(_asker!, plan, propose, CancellationToken.None);
        _refusal = (answer as Refused<MigrationView>)?.Reason;
        if (answer is Granted<MigrationView> { Value: var view }) _view = view;
    }

    private async Task ActAsync()
    {
        if (_asker is null || _view is null || Form is not { } form) return;
        _key = form.Text("key") ?? _key;
        _reason = form.Text("reason");
        if (form.Text("act") == "start" && await StartAsync()) return;
        await TryAsync(Guid.TryParse(form.Text("after"), out var after) ? new OperationId(after) : null);
    }

    private async Task<bool> StartAsync()
    {
        var answer = await desk.StartAsync(
            _asker!, _view!.Plan, new MigrationCall(_reason ?? "", _key), CancellationToken.None);
        _refusal = (answer as Refused<MigrationBatch>)?.Reason;
        if (answer is not Granted<MigrationBatch> { Value: var batch }) return false;
        address.NavigateTo($"/procedures/{Uri.EscapeDataString(Id)}/moves/{batch.Id}");
        return true;
    }

    // Many operations may lie between those that run on the version: a page shows some of these in any case.
    private async Task TryAsync(OperationId? after)
    {
        var runs = new List<TriedRun>();
        do
        {
            var answer = await desk.TryAsync(_asker!, _view!.Plan, after, CancellationToken.None);
            _refusal ??= (answer as Refused<MigrationTrial>)?.Reason;
            if (answer is not Granted<MigrationTrial> { Value: var trial }) return;
            runs.AddRange(trial.Runs);
            after = trial.Next;
        }
        while (after is not null && runs.Count < TriedMin);
        _trial = new MigrationTrial([.. runs], after);
    }

    private static List<MigrationElement> Standing(MigrationView view, bool some) =>
        [.. view.Elements.Where(element => element.Standing > 0 == some)];
}
