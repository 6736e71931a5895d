using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Components.Map;
using Samanvay.Designer.Hosting;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Live;

/// <summary>The control room: the whole city, and one incident of it in full. It draws itself anew at every
/// change.</summary>
public sealed partial class LivePage(
    LiveSources sources, CurrentAsker current, CurrentSurroundings surroundings, LiveWatch watch,
    NavigationManager address) : IAsyncDisposable
{
    private LiveView? _view;
    private IncidentView? _incident;
    private Refusal? _refusal;
    private Refusal? _incidentRefusal;
    private Asker? _asker;
    private IncidentRights _rights = IncidentRights.None;
    private IncidentActs? _acts;
    private ImmutableArray<StartableProcedure> _procedures = [];
    private ImmutableArray<MapPlace> _places = [];
    private DateTimeZone _zone = DateTimeZone.Utc;
    private Guid? _gravest;

    [Parameter]
    public Guid? Operation { get; set; }

    /// <summary>What became of a wish about the sample season, where it could not be done.</summary>
    [SupplyParameterFromQuery]
    public string? Season { get; set; }

    /// <summary>The incident in the address, else the gravest: nobody should have to look for it.</summary>
    private Guid? Chosen => Operation ?? _gravest;

    private string Here => Operation is { } id ? $"/live/{id}" : "/live";

    private bool MayStart => _rights.Start;

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        if (await current.GetAsync() is not { } asker) return;
        _rights = IncidentRights.Of(asker);
        if (await sources.Views.StartChoicesAsync(asker, Language, CancellationToken.None)
            is Granted<ImmutableArray<StartChoice>> granted)
        {
            _procedures = StartableProcedure.Of(granted.Value);
        }

        await LookAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_acts?.Operation != Chosen) await LookAtIncidentAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && _asker is { City: var city })
            watch.Start(city, changes => InvokeAsync(() => LookAgainAsync(changes)), DispatchExceptionAsync);
    }

    public ValueTask DisposeAsync() => watch.DisposeAsync();

    private async Task LookAgainAsync(ScreenChanges? changes)
    {
        await LookAsync();
        if (changes is null || Chosen is { } id && (_acts?.Operation != id || changes.Concerns(new OperationId(id))))
        {
            await LookAtIncidentAsync();
        }
        StateHasChanged();
    }

    private async Task LookAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        (_asker, _rights) = (asker, IncidentRights.Of(asker));
        var answer = await sources.Views.LiveAsync(asker, Language, CancellationToken.None);
        _view = answer is Granted<LiveView> granted ? granted.Value : null;
        _refusal = answer is Refused<LiveView> refused ? refused.Reason : null;
        _places = _view is null ? [] : LivePlaces.Of(_view, T);
        // What stands on the screen stays there while it is open, whatever else happens.
        if (_view?.Open.Any(incident => incident.Id.Value == _gravest) != true)
            _gravest = _view?.Open.FirstOrDefault()?.Id.Value;
    }

    private async Task LookAtIncidentAsync()
    {
        (_incident, _incidentRefusal) = (Chosen is null ? null : _incident, null);
        if (Chosen is not { } id || await current.GetAsync() is not { } asker) return;
        if (_acts?.Operation != id) _acts = new IncidentActs(sources, current, id, LookAtIncidentAsync);
        var answer = await sources.Views.IncidentAsync(asker, new OperationId(id), Language, CancellationToken.None);
        _incident = answer is Granted<IncidentView> granted ? granted.Value : null;
        _incidentRefusal = answer is Refused<IncidentView> refused ? refused.Reason : null;
    }

    // Only incidents have a page of their own here; a sensor's place says all that is known of it.
    private void Choose(string place)
    {
        if (_view?.Open.Any(incident => incident.Id.ToString() == place) == true) address.NavigateTo($"/live/{place}");
    }

    private async Task<Refusal?> AcknowledgeAsync(OperationId incident, string key)
    {
        if (await current.GetAsync() is not { } asker) return new NotAllowed(FrontDoorOperation.AcknowledgeAlarm);
        var answer = await sources.Desk.AcknowledgeAlarmAsync(asker, new(incident, key), CancellationToken.None);
        await LookAsync();
        return answer is Refused<Recorded> refused ? refused.Reason : null;
    }

    private async Task<Refusal?> StartAsync(NewIncident incident, string key)
    {
        if (await current.GetAsync() is not { } asker) return new NotAllowed(FrontDoorOperation.StartByHand);
        switch (await sources.Desk.StartByHandAsync(asker, incident, key, CancellationToken.None))
        {
            case Granted<Recorded> { Value.Operation: var opened }:
                address.NavigateTo($"/live/{opened}");
                return null;
            case Refused<Recorded> refused:
                return refused.Reason;
            default:
                return null;
        }
    }
}
