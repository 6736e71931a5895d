using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Every procedure of the city: what is in force, what is being drawn, and what is wrong with it.</summary>
public sealed partial class ProcedureList(ProcedureShelf shelf, CurrentAsker current, CurrentSurroundings surroundings)
{
    private Asker? _asker;
    private Refusal? _refusal;
    private IReadOnlyList<ShelvedProcedure> _procedures = [];
    private Func<PersonId?, string> _nameOf = person => person?.Value ?? "";
    private DateTimeZone _zone = DateTimeZone.Utc;

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

    private bool May(FrontDoorOperation operation) =>
        _asker is { } asker && AccessPolicy.Allows(asker, operation, asker.City);
}
