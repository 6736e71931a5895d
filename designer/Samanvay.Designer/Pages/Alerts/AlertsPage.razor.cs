using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters.Cap;
using Samanvay.Designer.Hosting;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Designer.Pages.Alerts;

/// <summary>What authorities said, what it did, and the text as it came.</summary>
public sealed partial class AlertsPage(CurrentAsker current, CurrentSurroundings surroundings, AlertDesk desk)
{
    private ImmutableArray<AlertLine>? _lines;
    private ImmutableArray<AlertLine> _shown = [];
    private int _found;
    private AlertFilter _filter = AlertFilter.All;
    private AlertRow? _opened;
    private CapAlert? _alert;
    private Refusal? _refusal;
    private DateTimeZone _zone = DateTimeZone.Utc;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    /// <summary>The alert whose text is shown: who brought it and sent it, its identifier, and when it was
    /// sent.</summary>
    [SupplyParameterFromQuery]
    public string? Source { get; set; }

    [SupplyParameterFromQuery]
    public string? Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Sent { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _filter = AlertFilter.Of(Words, Kind, Number);
        _zone = (await surroundings.GetAsync()).Zone;
        if (await current.GetAsync() is not { } asker) return;
        var answer = await desk.ListAsync(asker, CancellationToken.None);
        _lines = (answer as Granted<ImmutableArray<AlertLine>>)?.Value;
        _refusal = (answer as Refused<ImmutableArray<AlertLine>>)?.Reason;
        Choose();
        if (Source is null || Id is null) return;
        if (!InstantPattern.ExtendedIso.Parse(Sent ?? "").TryGetValue(default, out var at)) return;
        var found = await desk.FindAsync(asker, new AlertKey(Source, Id, at), CancellationToken.None);
        _opened = (found as Granted<AlertRow>)?.Value;
        _alert = _opened?.Read();
    }

    private void Choose()
    {
        var found = (_lines ?? []).Where(_filter.Has).ToImmutableArray();
        _found = found.Length;
        // A page that is no longer there is the last that is.
        var last = Math.Max(1, (_found + AlertFilter.PageSize - 1) / AlertFilter.PageSize);
        _filter = _filter with { Page = Math.Min(_filter.Page, last) };
        _shown = [.. found.Skip((_filter.Page - 1) * AlertFilter.PageSize).Take(AlertFilter.PageSize)];
    }
}
