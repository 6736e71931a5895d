using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Designer.Pages.Playbooks.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Designer.Pages.Playbooks;

/// <summary>One playbook: what it brings, what it means in this city, and what still stands against publishing
/// it.</summary>
public sealed partial class PlaybookPage(
    PlaybookDesk desk, PlaybookPublishing publishing, CityDesk cities, CurrentAsker asker, NavigationManager address)
{
    private const string AcceptForm = "accept";
    private const string BindForm = "bind";
    private const string PublishForm = "publish";

    private Asker? _who;
    private Refusal? _refusal;
    private PlaybookView? _view;
    private CitySetup? _city;

    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The one that came in last when it is not said.</summary>
    [Parameter]
    public string? Version { get; set; }

    [SupplyParameterFromQuery]
    public bool Saved { get; set; }

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    private PlaybookWords? Words => _view is null ? null : new(_view);

    private PlaybookName Name => new(Id, Version ?? "");

    // Asked before the page is left with choices that are not saved.
    private string Leaving => T["playbooks.leave"];

    private string Here => Library.PathOf(Name);

    protected override async Task OnInitializedAsync()
    {
        _who = await asker.GetAsync();
        if (_who is null)
        {
            _refusal = new NotAllowed(FrontDoorOperation.ViewPlaybooks);
            return;
        }

        Version ??= await NewestAsync(_who);
        var answer = await desk.ViewAsync(_who, Name, CancellationToken.None);
        _view = (answer as Granted<PlaybookView>)?.Value;
        _refusal = (answer as Refused<PlaybookView>)?.Reason;
        _city = (await cities.ViewAsync(_who, CancellationToken.None) as Granted<CitySetup>)?.Value;
    }

    private async Task<string?> NewestAsync(Asker who) =>
        await desk.ListAsync(who, CancellationToken.None) is Granted<ImmutableArray<PlaybookLine>> { Value: var lines }
            ? lines.Where(line => line.Name.Id == Id).MaxBy(line => line.ImportedAt)?.Name.Version
            : null;

    private bool May(FrontDoorOperation operation) =>
        _who is not null && AccessPolicy.Allows(_who, operation, _who.City);

    private PostedForm? Posted(string form) =>
        HttpContext?.Request is { HasFormContentType: true, Form: var fields } && fields["_handler"] == form
            ? new(fields) : null;

    private async Task AcceptAsync()
    {
        if (_who is not null) Follow(await desk.AcceptAsync(_who, Name, CancellationToken.None));
    }

    private async Task PublishAsync()
    {
        if (_who is not null) Follow(await publishing.PublishAsync(_who, Name, CancellationToken.None));
    }

    private async Task BindAsync()
    {
        if (_who is null || _view is null || _city is null || Posted(BindForm) is not { } form) return;
        Follow(await desk.BindAsync(_who, Name, EnteredBinding.Of(T, form, _view, _city), CancellationToken.None));
    }

    private void Follow<T>(Answer<T> answer)
    {
        _refusal = (answer as Refused<T>)?.Reason;
        if (_refusal is null) address.NavigateTo($"{Here}?saved=true");
    }

    private static Dictionary<string, string> Handler(string form) => new() { ["_handler"] = form };
}
