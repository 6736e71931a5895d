using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures.Moving;

/// <summary>How far a migration is and what became of each run; it looks again by itself until all have their
/// result.</summary>
public sealed partial class MovedRuns(
    MigrationDesk desk, ProcedureShelf shelf, CurrentAsker current, CurrentSurroundings surroundings)
{
    private MigrationProgress? _progress;
    private Refusal? _refusal;
    private Func<PersonId?, string> _nameOf = person => person?.Value ?? "";
    private DateTimeZone _zone = DateTimeZone.Utc;

    [Parameter]
    public string Id { get; set; } = "";

    [Parameter]
    public Guid Batch { get; set; }

    [SupplyParameterFromQuery]
    public int After { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        if (await current.GetAsync() is not { } asker) return;
        _nameOf = await shelf.NamesAsync(asker, CancellationToken.None);
        var answer = await desk.ProgressAsync(asker, Batch, After, CancellationToken.None);
        _refusal = (answer as Refused<MigrationProgress>)?.Reason;
        if (answer is Granted<MigrationProgress> { Value: var progress }) _progress = progress;
    }

    // What the checks found is said in the reader's language by its code; what came up only in the step, in English.
    private string? Why(MigratedLine line)
    {
        var key = $"procedures.move.why.{line.Line.Code}";
        return T.Has(key) ? T[key, line.Place] : line.Line.Message;
    }

    private static Tone ToneOf(MigrationState state) => state switch
    {
        MigrationState.Moved => Tone.Ok,
        MigrationState.Refused => Tone.Error,
        _ => Tone.Neutral,
    };

    private static string Name(MigrationState state) => state.ToString().ToLowerInvariant();
}
