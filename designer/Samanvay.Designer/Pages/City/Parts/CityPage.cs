using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>A page of the city's set-up: it loads what is stored, and saves by plain forms that need no
/// script.</summary>
public abstract class CityPage : ComponentBase
{
    /// <summary>The names of a page's forms; a post says by one of them which form it is.</summary>
    internal const string EditForm = "edit";
    internal const string RemoveForm = "remove";

    [Inject]
    internal CityDesk Desk { get; set; } = null!;

    [Inject]
    internal CurrentAsker CurrentAsker { get; set; } = null!;

    [Inject]
    internal NavigationManager Address { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    /// <summary>The id of what is shown in the form for changing it.</summary>
    [SupplyParameterFromQuery]
    public string? Edit { get; set; }

    [SupplyParameterFromQuery]
    public bool Add { get; set; }

    [SupplyParameterFromQuery]
    public bool Saved { get; set; }

    internal Asker? Who { get; private set; }

    internal CitySetup? Setup { get; private set; }

    /// <summary>Why nothing is shown, or why the last form was not saved.</summary>
    internal Refusal? Refusal { get; set; }

    internal bool MayEdit { get; private set; }

    /// <summary>The last part of the page's address; empty for the overview.</summary>
    internal abstract string Section { get; }

    internal string Here => Section.Length == 0 ? "/city" : $"/city/{Section}";

    private protected virtual string AfterSaving => $"{Here}?saved=true";

    protected CancellationToken Cancellation => HttpContext?.RequestAborted ?? CancellationToken.None;

    protected override async Task OnInitializedAsync()
    {
        Who = await CurrentAsker.GetAsync(Cancellation);
        if (Who is null)
        {
            Refusal = new NotAllowed(FrontDoorOperation.ViewCity);
            return;
        }

        var answer = await Desk.ViewAsync(Who, Cancellation);
        Setup = (answer as Granted<CitySetup>)?.Value;
        Refusal = (answer as Refused<CitySetup>)?.Reason;
        MayEdit = AccessPolicy.Allows(Who, FrontDoorOperation.EditCity, Who.City);
        if (Setup is not null) await ReadyAsync();
    }

    /// <summary>For what a page shows beyond the set-up itself.</summary>
    protected virtual Task ReadyAsync() => Task.CompletedTask;

    /// <summary>The edit that takes one thing away; null where nothing can be.</summary>
    internal virtual CityEdit? RemovalOf(string id) => null;

    internal virtual Task RemoveAsync() =>
        Posted(RemoveForm)?.Text("id") is { } id && RemovalOf(id) is { } edit ? SaveAsync(edit) : Task.CompletedTask;

    /// <summary>Saves and comes back by a redirect, so that loading the page again does not save again.</summary>
    protected async Task SaveAsync(params CityEdit[] edits)
    {
        if (Who is not null) Show(await Desk.EditAsync(Who, edits, Cancellation));
    }

    /// <summary>Saves what the form says of one thing; where nothing was being changed it is a new one, and an id that
    /// is taken is refused.</summary>
    protected async Task AddOrSaveAsync(object? edited, params CityEdit[] edits)
    {
        if (Who is null) return;
        Show(edited is null
            ? await Desk.AddAsync(Who, edits, Cancellation)
            : await Desk.EditAsync(Who, edits, Cancellation));
    }

    private void Show(Answer<CitySetup> answer)
    {
        Refusal = (answer as Refused<CitySetup>)?.Reason;
        if (Refusal is null) Address.NavigateTo(AfterSaving);
    }

    /// <summary>What was posted with the named form; null when another form or none was.</summary>
    internal PostedForm? Posted(string form)
    {
        if (HttpContext?.Request is not { HasFormContentType: true, Form: var fields }) return null;
        return fields["_handler"] == form ? new PostedForm(fields) : null;
    }

    /// <summary>What a person has entered stays in its field until it is saved.</summary>
    protected string? Entered(string field, string? stored) =>
        Posted(EditForm) is { } form ? form.Text(field) : stored;

    /// <summary>For a part of the page that has set the refusal.</summary>
    internal void ShowAgain() => StateHasChanged();

    protected static IReadOnlyList<Choice> Choices<T>(IEnumerable<T> things, Func<T, (string Id, string Name)> name) =>
        [.. things.Select(name).Select(thing => new Choice(thing.Id, $"{thing.Name} ({thing.Id})"))];
}
