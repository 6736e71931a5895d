using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Every version that a procedure has had: what was in force when, and who answered for it.</summary>
public sealed partial class ProcedureVersions(
    ProcedureShelf shelf, CurrentAsker current, CurrentSurroundings surroundings)
{
    private IReadOnlyList<ProcedureVersion> _versions = [];
    private Func<PersonId?, string> _nameOf = person => person?.Value ?? "";
    private DateTimeZone _zone = DateTimeZone.Utc;

    [Parameter]
    public string Id { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        if (await current.GetAsync() is not { } asker) return;
        _nameOf = await shelf.NamesAsync(asker, CancellationToken.None);
        var answer = await shelf.VersionsAsync(asker, new ProcedureId(Id), CancellationToken.None);
        if (answer is Granted<ImmutableArray<ProcedureVersion>> found) _versions = found.Value;
    }

    private string Say(Instant at) => ProcedureWords.Say(at, _zone);
}
