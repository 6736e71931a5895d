using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures.Forms;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Work;

/// <summary>One step, to be done with plain forms: it needs neither script nor a circuit.</summary>
public sealed partial class StepPage(
    CurrentAsker current, CurrentSurroundings surroundings, ViewDesk views, WorkDesk desk, NavigationManager address)
{
    private WorkItemView? _view;
    private Refusal? _refusal;
    private string? _act;
    private DateTimeZone _zone = DateTimeZone.Utc;

    [Parameter]
    public Guid Operation { get; set; }

    [Parameter]
    public int Item { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private OperationId Incident => new(Operation);

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private IFormCollection? Sent => Http is { Request.HasFormContentType: true } ? Http.Request.Form : null;

    /// <summary>What was entered, where the form comes back to be corrected.</summary>
    private IFormCollection? Posted => _act == StepActs.Complete ? Sent : null;

    private IReadOnlyList<FieldProblem> Problems =>
        _act == StepActs.Complete && _refusal is Invalid invalid ? invalid.Problems : [];

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        await LookAsync();
    }

    private async Task LookAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        var answer = await views.WorkItemAsync(asker, Incident, new(Item), Language, CancellationToken.None);
        _view = answer is Granted<WorkItemView> granted ? granted.Value : null;
        if (answer is Refused<WorkItemView> refused) _refusal ??= refused.Reason;
    }

    private async Task ActAsync()
    {
        if (Sent is not { } sent || await current.GetAsync() is not { } asker) return;
        _act = sent[StepActs.ActField].ToString();
        var call = new StepCall(Incident, new(Item), sent[StepActs.KeyField].ToString()) { Language = Language };
        switch (await AskAsync(asker, call, sent))
        {
            case Granted<Recorded>:
                Leave(_act);
                break;
            case Refused<Recorded> refused:
                _refusal = refused.Reason;
                await LookAsync();
                break;
        }
    }

    private Task<Answer<Recorded>> AskAsync(Asker asker, StepCall call, IFormCollection sent)
    {
        var reason = sent[StepActs.ReasonField].ToString();
        var gone = Http!.RequestAborted;
        return _act switch
        {
            StepActs.Acknowledge => desk.AcknowledgeAsync(asker, call, gone),
            StepActs.Decline => desk.DeclineAsync(asker, call, reason, gone),
            StepActs.Unable => desk.ReportUnableAsync(asker, call, reason, gone),
            StepActs.Complete => desk.CompleteAsync(asker, call, Input(sent), gone),
            _ => Task.FromResult<Answer<Recorded>>(new Samanvay.Runtime.Access.NotFound("act", _act ?? "")),
        };
    }

    private FeelContext Input(IFormCollection sent) => _view?.Form is { } form
        ? FormPost.Read(form, field => [.. sent[StepActs.NameOf(field)]])
        : FeelContext.Of(sent.Keys.Where(StepActs.IsField).Select(name =>
            KeyValuePair.Create(StepActs.FieldOf(name), AsSent([.. sent[name].OfType<string>()]))));

    // A form that comes twice finds the step over: it is read as it was sent, so that it is known for the same.
    private static FeelValue AsSent(string[] values) => values is [var single]
        ? FeelValue.Of(single) : FeelList.Of(values.Select(value => (FeelValue)FeelValue.Of(value)));

    // Whoever has just taken a step wants to see it; after anything else, what is next.
    private void Leave(string act) => address.NavigateTo(act == StepActs.Acknowledge
        ? $"{StepActs.PathOf(Incident, Item)}?done={act}" : $"/work?done={act}");

    private string? ReasonProblem(string act) =>
        _act == act && _refusal is Invalid { Problems: [var first, ..] } ? T.Say(first) : null;

    private string? ReasonOf(string act) => _act == act ? Sent?[StepActs.ReasonField].ToString() : null;
}
