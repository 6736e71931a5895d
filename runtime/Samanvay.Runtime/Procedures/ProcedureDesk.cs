using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Runtime.Procedures;

/// <summary>Where authors draw: drafts, their saves, and the problems as they arise.</summary>
public sealed class ProcedureDesk(IProcedureStore store, TimeProvider time)
{
    public async Task<Answer<ImmutableArray<ProcedureLine>>> ListAsync(Asker asker, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.ViewProcedures) is { } refusal) return refusal;
        var versions = await store.VersionsAsync(asker.City, cancellation);
        return ProcedureLine.Of(versions, await store.DraftsAsync(asker.City, cancellation));
    }

    /// <summary>Begins a procedure with an empty diagram, or with a file that was brought along.</summary>
    public async Task<Answer<ProcedureDraft>> CreateAsync(
        Asker asker, NewProcedure request, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.EditDraft) is { } refusal) return refusal;
        if (!IdText.IsValid(request.Id.Value))
            return new Invalid("id", "Use small letters, digits and hyphens, for example river-flood.");
        if (request.Name is not { Length: > 0 and <= 200 }) return new Invalid("name", "Give the procedure a name.");
        if ((await store.VersionsAsync(asker.City, cancellation)).Any(version => version.Procedure == request.Id))
            return new Conflict($"There is a procedure {request.Id} already.");
        var diagram = request.Diagram ?? BlankDiagram.Of(request.Id, request.Name);
        var path = $"{ProcedureFiles.Procedures}{request.Id}.bpmn";
        var files = ProcedureFiles.Empty.With(path, diagram);
        if (DraftRules.Problem(files) is { } problem) return problem;
        var draft = new ProcedureDraft(asker.City, request.Id, request.Name, 1, files)
        {
            Authors = [asker.Person!.Value.Value],
            EditedBy = asker.Person!.Value,
            EditedAt = Now,
        };
        return await store.AddDraftAsync(draft, SaveOf(draft, draft.Revision, conflict: false), cancellation)
            ? draft
            : new Conflict($"There is a procedure {request.Id} already.");
    }

    /// <summary>The draft to work on; the published version becomes one when there is none. Reading changes
    /// nothing.</summary>
    public async Task<Answer<ProcedureDraft>> OpenAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.ViewProcedures) is { } refusal) return refusal;
        if (await store.FindDraftAsync(asker.City, procedure, cancellation) is { } draft) return draft;
        return await NewestAsync(asker.City, procedure, cancellation) is { } version
            ? DraftOf(version)
            : new NotFound("procedure", procedure.Value);
    }

    /// <summary>Saves changed files over the revision that they were made on. What comes too late is kept
    /// aside.</summary>
    public async Task<Answer<ProcedureDraft>> SaveAsync(Asker asker, DraftChange change, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.EditDraft) is { } refusal) return refusal;
        var stored = await store.FindDraftAsync(asker.City, change.Procedure, cancellation);
        var draft = stored ?? (await NewestAsync(asker.City, change.Procedure, cancellation) is { } newest
            ? DraftOf(newest)
            : null);
        if (draft is null) return new NotFound("procedure", change.Procedure.Value);
        if (draft.State != DraftState.Draft)
            return new WrongState("The procedure is in review. Take it back before you change it.");
        var files = change.Files.Aggregate(draft.Files, (all, file) => all.With(file.Key, file.Value));
        if (DraftRules.Problem(files) is { } problem) return problem;
        var after = draft with
        {
            Files = files,
            Name = change.Name ?? draft.Name,
            Revision = change.BasedOn + 1,
            Authors = [.. draft.Authors.Append(asker.Person!.Value.Value).Distinct().Order(StringComparer.Ordinal)],
            EditedBy = asker.Person!.Value,
            EditedAt = Now,
        };
        return await SaveAsync(stored, after, change.BasedOn, cancellation)
            ? after
            : await KeepAsync(after, change.BasedOn, cancellation);
    }

    /// <summary>Goes on from an earlier state in place of the draft as it is, which stays among the saves.</summary>
    public async Task<Answer<ProcedureDraft>> RestoreAsync(
        Asker asker, ProcedureId procedure, DraftSource source, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.EditDraft) is { } refusal) return refusal;
        if (await FilesAsync(asker.City, procedure, source, cancellation) is not { } files)
            return new NotFound("version", procedure.Value);
        if (await OpenAsync(asker, procedure, cancellation) is not Granted<ProcedureDraft> { Value: var draft })
            return new NotFound("procedure", procedure.Value);
        var changes = draft.Files.Texts.Keys.Except(files.Texts.Keys).Select(path => (path, Text: (string?)null))
            .Concat(files.Texts.Select(file => (file.Key, (string?)file.Value)))
            .ToDictionary(change => change.Item1, change => change.Item2, StringComparer.Ordinal);
        return await SaveAsync(asker, new DraftChange(procedure, draft.Revision, changes), cancellation);
    }

    /// <summary>The earlier saves and those that came too late, newest first.</summary>
    public async Task<Answer<ImmutableArray<DraftSave>>> SavesAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation) =>
        Refusal(asker, FrontDoorOperation.EditDraft) is { } refusal
            ? refusal
            : await store.SavesAsync(asker.City, procedure, cancellation);

    /// <summary>Everything that stands against the files as they are on the screen. Nothing is saved.</summary>
    public static Answer<ImmutableArray<Diagnostic>> Check(Asker asker, ProcedureFiles files,
        ParameterValues? parameters = null)
    {
        if (Refusal(asker, FrontDoorOperation.ViewProcedures) is { } refusal) return refusal;
        if (DraftRules.Problem(files) is { } problem) return problem;
        return ProcedureBuilder.Build(files, parameters ?? ParameterValues.None, new ProcedureVersionId("draft"))
            .Problems;
    }

    /// <summary>What a draft changes in what is published, in sentences.</summary>
    public async Task<Answer<ImmutableArray<Difference>>> CompareAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.ViewProcedures) is { } refusal) return refusal;
        if (await store.FindDraftAsync(asker.City, procedure, cancellation) is not { } draft)
            return new NotFound("draft", procedure.Value);
        var before = await NewestAsync(asker.City, procedure, cancellation);
        return ProcedureDiff.Between(before?.Files ?? ProcedureFiles.Empty, draft.Files);
    }

    private async Task<ProcedureFiles?> FilesAsync(
        CityId city, ProcedureId procedure, DraftSource source, CancellationToken cancellation) => source switch
    {
        FromVersion { Number: var number } => (await store.VersionsAsync(city, cancellation))
            .FirstOrDefault(version => version.Procedure == procedure && version.Number == number)?.Files,
        FromSave { Save: var id } => (await store.SavesAsync(city, procedure, cancellation))
            .FirstOrDefault(save => save.Id == id)?.Files,
        _ => null,
    };

    private async Task<bool> SaveAsync(
        ProcedureDraft? stored, ProcedureDraft after, long basedOn, CancellationToken cancellation)
    {
        var save = SaveOf(after, after.Revision, conflict: false);
        if (stored is null) return basedOn == 0 && await store.AddDraftAsync(after, save, cancellation);
        return await store.SaveDraftAsync(after, basedOn, save, cancellation);
    }

    private async Task<Answer<ProcedureDraft>> KeepAsync(
        ProcedureDraft late, long basedOn, CancellationToken cancellation)
    {
        await store.KeepAsync(SaveOf(late, basedOn, conflict: true), cancellation);
        return new Conflict("Somebody else has saved this procedure meanwhile. Your work is kept among its saves.");
    }

    private static DraftSave SaveOf(ProcedureDraft draft, long revision, bool conflict) =>
        new(draft.City, draft.Id, Guid.CreateVersion7(), revision, draft.Files, conflict)
        {
            By = draft.EditedBy,
            At = draft.EditedAt,
        };

    private async Task<ProcedureVersion?> NewestAsync(
        CityId city, ProcedureId procedure, CancellationToken cancellation) =>
        (await store.VersionsAsync(city, cancellation)).LastOrDefault(version => version.Procedure == procedure);

    private static ProcedureDraft DraftOf(ProcedureVersion version) =>
        new(version.City, version.Procedure, version.Name, 0, version.Files)
        {
            EditedBy = version.PublishedBy,
            EditedAt = version.PublishedAt,
        };

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static NotAllowed? Refusal(Asker asker, FrontDoorOperation operation) =>
        AccessPolicy.Allows(asker, operation, asker.City) ? null : new NotAllowed(operation);
}

/// <param name="Diagram">BPMN to begin with; absent for an empty diagram.</param>
public sealed record NewProcedure(ProcedureId Id, string Name, string? Diagram = null);

/// <param name="BasedOn">The revision that was open when the change was made; 0 for a published version.</param>
/// <param name="Files">New texts by path; absent removes the file.</param>
public sealed record DraftChange(
    ProcedureId Procedure, long BasedOn, IReadOnlyDictionary<string, string?> Files, string? Name = null);

/// <summary>An earlier state to go on from.</summary>
public abstract record DraftSource;

public sealed record FromVersion(int Number) : DraftSource;

public sealed record FromSave(Guid Save) : DraftSource;
