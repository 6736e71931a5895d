using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Every version that a procedure has had: what was in force when, who answered for it, and what still runs on
/// it. Below them the saves of the draft, those that were kept aside among them.</summary>
public sealed partial class ProcedureVersions(
    ProcedureShelf shelf, ProcedureDesk desk, ProcedureRuns runs, CurrentAsker current,
    CurrentSurroundings surroundings)
{
    private const int SavesShown = 25;

    private IReadOnlyList<ProcedureVersion> _versions = [];
    private IReadOnlyList<DraftSave> _saves = [];
    private ImmutableSortedDictionary<string, int> _running = ImmutableSortedDictionary<string, int>.Empty;
    private Func<PersonId?, string> _nameOf = person => person?.Value ?? "";
    private DateTimeZone _zone = DateTimeZone.Utc;
    private bool _canRestore;
    private bool _canMove;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        if (await current.GetAsync() is not { } asker) return;
        _nameOf = await shelf.NamesAsync(asker, CancellationToken.None);
        var id = new ProcedureId(Id);
        if (await shelf.VersionsAsync(asker, id, CancellationToken.None)
            is Granted<ImmutableArray<ProcedureVersion>> { Value: var versions })
        {
            _versions = versions;
        }
        if (await runs.OpenAsync(asker, CancellationToken.None)
            is Granted<ImmutableSortedDictionary<string, int>> { Value: var running })
        {
            _running = running;
        }
        if (await desk.SavesAsync(asker, id, CancellationToken.None)
            is Granted<ImmutableArray<DraftSave>> { Value: var saves })
        {
            _saves = [.. saves.Take(SavesShown)];
        }
        _canMove = AccessPolicy.Allows(asker, FrontDoorOperation.MigrateRuns, asker.City);
        _canRestore = AccessPolicy.Allows(asker, FrontDoorOperation.EditDraft, asker.City)
            && await desk.OpenAsync(asker, id, CancellationToken.None)
                is Granted<ProcedureDraft> { Value.State: DraftState.Draft };
    }

    private ProcedureVersion? InForce => _versions.FirstOrDefault(version => version.RetiredAt is null);

    private bool CanMove(ProcedureVersion version) =>
        _canMove && version.RetiredAt is not null && _running.GetValueOrDefault(version.Id.Value) > 0;

    private string Say(Instant at) => ProcedureWords.Say(at, _zone);
}
