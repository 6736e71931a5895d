using System.Collections.Immutable;
using NodaTime;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>The way from a draft to a published version: asked for, judged by another person, published,
/// retired.</summary>
public sealed class ReviewDesk(
    IProcedureStore store, PublishPorts ports, ProcedureCatalog catalog, TimeProvider time)
{
    public const int CommentLengthMax = 4000;

    /// <summary>The same with a word to the reviewers, which is kept among the comments.</summary>
    public async Task<Answer<ProcedureDraft>> RequestAsync(
        Asker asker, ProcedureId procedure, ReviewRequest request, CancellationToken cancellation)
    {
        if (request.Note is { Length: > CommentLengthMax })
            return new Invalid("text", $"Write a comment of at most {CommentLengthMax} characters.");
        var answer = await RequestAsync(asker, procedure, request.Revision, cancellation);
        if (answer is Granted<ProcedureDraft> && !string.IsNullOrWhiteSpace(request.Note))
            await CommentAsync(asker, new NewComment(procedure, ElementId: null, request.Note), cancellation);
        return answer;
    }

    public Task<Answer<ProcedureDraft>> RequestAsync(
        Asker asker, ProcedureId procedure, long revision, CancellationToken cancellation) =>
        MoveAsync(asker, FrontDoorOperation.RequestReview, (procedure, revision), draft =>
        {
            if (draft.State != DraftState.Draft) return new WrongState("The procedure is in review already.");
            var built = Build(draft);
            var problems = Joined(built, ports.Decisions.Of(draft.Files));
            return built.HasErrors || problems.Any(problem => problem.Severity == Severity.Error)
                ? new HasProblems(problems)
                : draft with { State = DraftState.InReview, ReviewedBy = null, ReviewNote = null };
        }, cancellation);

    /// <summary>Back to a draft that can be changed; an approval is then void.</summary>
    public Task<Answer<ProcedureDraft>> WithdrawAsync(
        Asker asker, ProcedureId procedure, long revision, CancellationToken cancellation) =>
        MoveAsync(asker, FrontDoorOperation.RequestReview, (procedure, revision), draft =>
            draft with { State = DraftState.Draft, ReviewedBy = null }, cancellation);

    public Task<Answer<ProcedureDraft>> ApproveAsync(
        Asker asker, ProcedureId procedure, Verdict verdict, CancellationToken cancellation) =>
        MoveAsync(asker, FrontDoorOperation.ReviewProcedure, (procedure, verdict.Revision), draft =>
            Problem(draft, asker) is { } problem
                ? problem
                : draft with { State = DraftState.Approved, ReviewedBy = asker.Person, ReviewNote = verdict.Note },
                    cancellation);

    /// <summary>Back to its authors, with what to change.</summary>
    public Task<Answer<ProcedureDraft>> ReturnAsync(
        Asker asker, ProcedureId procedure, Verdict verdict, CancellationToken cancellation) =>
        MoveAsync(asker, FrontDoorOperation.ReviewProcedure, (procedure, verdict.Revision), draft =>
        {
            if (draft.State == DraftState.Draft) return new WrongState("The procedure is not in review.");
            if (string.IsNullOrWhiteSpace(verdict.Note)) return new Invalid("note", "Say what is to be changed.");
            return draft with { State = DraftState.Draft, ReviewedBy = asker.Person, ReviewNote = verdict.Note };
        }, cancellation);

    public async Task<Answer<ReviewComment>> CommentAsync(
        Asker asker, NewComment comment, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.CommentReview;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (comment.Text.Trim() is not { Length: > 0 and <= CommentLengthMax } text)
            return new Invalid("text", $"Write a comment of at most {CommentLengthMax} characters.");
        if (await store.FindDraftAsync(asker.City, comment.Procedure, cancellation) is not { } draft)
            return new NotFound("draft", comment.Procedure.Value);
        var kept = new ReviewComment(asker.City, draft.Id, Guid.CreateVersion7(), comment.ElementId, text)
        {
            Revision = draft.Revision,
            By = asker.Person!.Value,
            At = Now,
        };
        await store.AddCommentAsync(kept, cancellation);
        return kept;
    }

    public async Task<Answer<ImmutableArray<ReviewComment>>> CommentsAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.ViewProcedures;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        return await store.CommentsAsync(asker.City, procedure, cancellation);
    }

    /// <summary>Everything that stands against the files, and what this city still lacks to carry them out: it would
    /// keep the procedure from being published.</summary>
    public async Task<Answer<ImmutableArray<Diagnostic>>> CheckAsync(
        Asker asker, ProcedureFiles files, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.ViewProcedures;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (DraftRules.Problem(files) is { } problem) return problem;
        var built = ProcedureBuilder.Build(
            files, ParameterValues.None, ProcedureVersion.IdOf(files, ParameterValues.None));
        var fit = (await PublishRules.CheckAsync(ports, asker.City, (built, Severity.Warning), cancellation))
            .AddRange(await FoundAsync(asker.City, files, built, cancellation));
        // What can not run at all has no runs to look at.
        return built is { HasErrors: false, Definitions: { } drawing }
            ? Joined(built, fit).AddRange(SoundnessProblems.Of(files.DiagramPath!, drawing))
            : Joined(built, fit);
    }

    /// <summary>Puts the approved draft in force. What already runs keeps the version that it began with.</summary>
    public async Task<Answer<ProcedureVersion>> PublishAsync(
        Asker asker, ProcedureId procedure, long revision, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.PublishProcedure;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (await store.FindDraftAsync(asker.City, procedure, cancellation) is not { } draft)
            return new NotFound("draft", procedure.Value);
        if (draft.State != DraftState.Approved)
            return new WrongState("Another person must approve the procedure before it is published.");
        if (draft.Revision != revision) return new Conflict("The procedure has changed meanwhile.");
        var versions = await store.VersionsAsync(asker.City, cancellation);
        var parameters = PublishRules.Carried(versions, draft);
        var built = ProcedureBuilder.Build(draft.Files, parameters, ProcedureVersion.IdOf(draft.Files, parameters));
        var problems = Joined(built, (await PublishRules.CheckAsync(
            ports, asker.City, (built, Severity.Error), cancellation))
            .AddRange(await FoundAsync(asker.City, draft.Files, built, cancellation)));
        if (built.HasErrors || problems.Any(problem => problem.Severity == Severity.Error))
            return new HasProblems(problems);
        var version = new ProcedureVersion(asker.City, ProcedureVersion.IdOf(draft.Files, parameters), procedure,
            PublishRules.NextNumber(versions, procedure), draft.Files)
        {
            Name = draft.Name,
            Parameters = parameters,
            PublishedAt = Now,
            PublishedBy = asker.Person!.Value,
            ApprovedBy = draft.ReviewedBy,
        };
        if (!await store.PublishAsync([version], draft, cancellation))
            return new Conflict("The procedure has changed meanwhile.");
        catalog.Forget(asker.City);
        return version;
    }

    /// <summary>Starts nothing new on it from now on; what runs goes on to its end.</summary>
    public async Task<Answer<ProcedureVersion>> RetireAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.RetireProcedure;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        var versions = await store.VersionsAsync(asker.City, cancellation);
        if (versions.LastOrDefault(known => known.Procedure == procedure) is not { } newest)
            return new NotFound("procedure", procedure.Value);
        if (newest.RetiredAt is not null) return newest;
        var retired = newest with { RetiredAt = Now, RetiredBy = asker.Person };
        await store.RetireAsync(retired, cancellation);
        catalog.Forget(asker.City);
        return retired;
    }

    private async Task<Answer<ProcedureDraft>> MoveAsync(
        Asker asker, FrontDoorOperation operation, (ProcedureId Procedure, long Revision) of,
        Func<ProcedureDraft, Answer<ProcedureDraft>> move, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (await store.FindDraftAsync(asker.City, of.Procedure, cancellation) is not { } draft)
            return new NotFound("draft", of.Procedure.Value);
        if (draft.Revision != of.Revision) return new Conflict("The procedure has changed meanwhile.");
        // Looking at everything that the draft says takes a while, and the caller may be a screen.
        var moved = await Task.Run(() => move(draft), cancellation);
        if (moved is not Granted<ProcedureDraft> granted) return moved;
        var after = granted.Value with { Revision = draft.Revision + 1 };
        return await store.SaveDraftAsync(after, draft.Revision, null, cancellation)
            ? after
            : new Conflict("The procedure has changed meanwhile.");
    }

    private async Task<ImmutableArray<Diagnostic>> FoundAsync(
        CityId city, ProcedureFiles files, BuiltProcedure built, CancellationToken cancellation)
    {
        var known = await catalog.OfAsync(city, cancellation);
        return await Task.Run<ImmutableArray<Diagnostic>>(
            () =>
            [
                .. ports.Decisions.Of(files),
                .. VariableTypes.Check(files.DiagramPath ?? "", built, [.. ports.Decisions.ModelsOf(files)]),
                .. AwaitedChanges.Check(files, built, known.InForce),
            ], cancellation);
    }

    // What is judged more strictly before it is published is not told twice.
    private static ImmutableArray<Diagnostic> Joined(BuiltProcedure built, ImmutableArray<Diagnostic> found)
    {
        var told = found.Select(What).ToHashSet();
        return [.. built.Problems.Where(problem => !told.Contains(What(problem))), .. found];

        static (string, Location, Sentence) What(Diagnostic problem) =>
            (problem.Code, problem.Location, problem.Said);
    }

    // Four eyes: whoever has changed the draft since it was last published is its author.
    private static Refusal? Problem(ProcedureDraft draft, Asker asker) =>
        draft.State != DraftState.InReview ? new WrongState("The procedure is not in review.")
        : draft.Authors.Contains(asker.Person!.Value.Value)
            ? new NeedsAnotherPerson("You have worked on this procedure yourself. Somebody else must approve it.")
            : null;

    private static BuiltProcedure Build(ProcedureDraft draft) => ProcedureBuilder.Build(
        draft.Files, ParameterValues.None, ProcedureVersion.IdOf(draft.Files, ParameterValues.None));

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());
}

/// <param name="Note">What the reviewers should know or look at.</param>
public sealed record ReviewRequest(long Revision, string? Note);

/// <param name="Revision">The revision that the reviewer has read.</param>
public sealed record Verdict(long Revision, string? Note);

public sealed record NewComment(ProcedureId Procedure, string? ElementId, string Text);
