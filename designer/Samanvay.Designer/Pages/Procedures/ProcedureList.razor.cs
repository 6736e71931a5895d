using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Every procedure of the city: what is in force, what is being drawn, and what is wrong with it.</summary>
public sealed partial class ProcedureList(
    ProcedureShelf shelf, ProcedureDesk desk, CurrentAsker current, CurrentSurroundings surroundings,
    RuntimeMetrics metrics, NavigationManager address)
{
    private Refusal? _notCreated;
    private Asker? _asker;
    private Refusal? _refusal;
    private IReadOnlyList<ShelvedProcedure> _procedures = [];
    private Func<PersonId?, string> _nameOf = person => person?.Value ?? "";
    private DateTimeZone _zone = DateTimeZone.Utc;

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromQuery]
    public string? Field { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        _asker = await current.GetAsync();
        if (_asker is null) return;
        _nameOf = await shelf.NamesAsync(_asker, CancellationToken.None);
        switch (await shelf.ListAsync(_asker, CancellationToken.None))
        {
            case Granted<ImmutableArray<ShelvedProcedure>> found:
                _procedures = found.Value;
                break;
            case Refused<ImmutableArray<ShelvedProcedure>> refused:
                _refusal = refused.Reason;
                break;
        }
    }

    private IFormCollection? Posted =>
        HttpContext?.Request is { HasFormContentType: true, Form: var form }
            && form["_handler"] == NewProcedureForm.Handler ? form : null;

    private async Task CreateAsync()
    {
        if (_asker is null || Posted is not { } form) return;
        switch (await NewProcedurePost.CreateAsync(desk, _asker, form, HttpContext!.RequestAborted))
        {
            case Granted<ProcedureDraft> { Value: var draft }:
                address.NavigateTo($"/procedures/{draft.Id}");
                break;
            case Refused<ProcedureDraft> { Reason: var reason }:
                _notCreated = reason;
                if (reason is HasProblems found) metrics.ImportRefused(found.Problems.Select(problem => problem.Code));
                break;
        }
    }

    private bool May(FrontDoorOperation operation) =>
        _asker is { } asker && AccessPolicy.Allows(asker, operation, asker.City);
}
