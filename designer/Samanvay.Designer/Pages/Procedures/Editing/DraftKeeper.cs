using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>How the work on the screen stands against what is stored.</summary>
public enum Keeping
{
    Saved,
    Unsaved,
    Saving,

    /// <summary>Somebody else has saved meanwhile: this work is kept aside, and a person decides.</summary>
    Conflict,
    Refused,
}

/// <summary>Saves one person's drawing over the revision that it was begun on, and never over anybody else's
/// work.</summary>
internal sealed class DraftKeeper(ProcedureDesk desk, Asker asker, ProcedureDraft opened)
{
    /// <summary>The draft that the next save is made on.</summary>
    public ProcedureDraft Draft { get; private set; } = opened;

    public Keeping Keeping { get; private set; } = Keeping.Saved;

    public Refusal? Refusal { get; private set; }

    public string Path => Draft.Files.DiagramPath ?? $"{ProcedureFiles.Procedures}{Draft.Id}.bpmn";

    public ProcedureFiles With(string diagram) => Draft.Files.With(Path, diagram);

    /// <summary>Something was drawn that is not stored yet.</summary>
    public void Touch()
    {
        if (Keeping is Keeping.Saved or Keeping.Saving) Keeping = Keeping.Unsaved;
    }

    public async Task SaveAsync(string diagram, string? name, CancellationToken cancellation)
    {
        // While a conflict stands every save is kept aside, so that nothing that is drawn meanwhile is lost.
        var stands = Keeping == Keeping.Conflict;
        if (!stands) Keeping = Keeping.Saving;
        var answer = await desk.SaveAsync(asker, Change(diagram, name), cancellation);
        Note(answer);
        if (Keeping == Keeping.Saving) Keeping = Keeping.Saved;
    }

    /// <summary>Puts this work over the newest draft; what was saved there stays among the saves.</summary>
    public async Task TakeOverAsync(string diagram, string? name, CancellationToken cancellation)
    {
        if (await desk.OpenAsync(asker, Draft.Id, cancellation)
            is not Granted<ProcedureDraft> { Value: var newest })
        {
            return;
        }
        Draft = newest;
        Keeping = Keeping.Unsaved;
        await SaveAsync(diagram, name, cancellation);
    }

    private DraftChange Change(string diagram, string? name) =>
        new(Draft.Id, Draft.Revision, new Dictionary<string, string?> { [Path] = diagram }, name);

    private void Note(Answer<ProcedureDraft> answer)
    {
        Refusal = (answer as Refused<ProcedureDraft>)?.Reason;
        switch (answer)
        {
            case Granted<ProcedureDraft> { Value: var saved }:
                Draft = saved;
                break;
            case Refused<ProcedureDraft> { Reason: Conflict }:
                Keeping = Keeping.Conflict;
                break;
            default:
                Keeping = Keeping.Refused;
                break;
        }
    }
}
