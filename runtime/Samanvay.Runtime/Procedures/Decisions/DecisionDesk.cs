using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>Where decisions are looked at, tried and asked again with what they were asked before.</summary>
public sealed class DecisionDesk(
    ProcedureDesk procedures, ProcedureShelf shelf, DecisionChecks checks, DecisionReplay replay,
    IPlaybookStore playbooks)
{
    /// <summary>Every decision of the city's procedures, of the draft where there is one, and of playbooks that wait to
    /// be taken into force.</summary>
    public async Task<Answer<ImmutableArray<DecisionLine>>> ListAsync(Asker asker, CancellationToken cancellation)
    {
        var listed = await shelf.ListAsync(asker, cancellation);
        if (listed is not Granted<ImmutableArray<ShelvedProcedure>> { Value: var shelved })
            return ((Refused<ImmutableArray<ShelvedProcedure>>)listed).Reason;
        var lines = ImmutableArray.CreateBuilder<DecisionLine>();
        foreach (var procedure in shelved)
        {
            var files = procedure.Draft?.Files ?? procedure.Newest?.Files ?? ProcedureFiles.Empty;
            foreach (var (_, path, text) in files.In(ProcedureFiles.Decisions))
            {
                lines.AddRange(DecisionLine.Of(
                    (procedure.Id, procedure.Name), path, await checks.OfAsync(text, cancellation)));
            }
        }

        lines.AddRange(await WaitingAsync(asker, [.. shelved.Select(known => known.Id)], cancellation));
        return lines.ToImmutable();
    }

    // What was brought in and has no procedure in the city yet; of several versions the newest.
    private async Task<IEnumerable<DecisionLine>> WaitingAsync(
        Asker asker, HashSet<ProcedureId> known, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, FrontDoorOperation.ViewPlaybooks, asker.City)) return [];
        var stored = (await playbooks.ListAsync(asker.City, cancellation))
            .GroupBy(playbook => playbook.Id, StringComparer.Ordinal)
            .Select(versions => versions.MaxBy(version => version.ImportedAt)!);
        var lines = new List<DecisionLine>();
        foreach (var playbook in stored)
        {
            var opened = PlaybookFile.Open(playbook);
            if (opened.Procedures.Keys.Any(id => known.Contains(new ProcedureId(id)))) continue;
            var (id, files) = opened.Procedures.First();
            foreach (var (_, path, text) in files.In(ProcedureFiles.Decisions))
            {
                var read = DecisionLine.Of(
                    (new ProcedureId(id), playbook.Title), path, await checks.OfAsync(text, cancellation));
                lines.AddRange(read.Select(line =>
                    line with { Playbook = new PlaybookName(playbook.Id, playbook.Version) }));
            }
        }

        return lines;
    }

    /// <summary>The draft that the decision is a part of, to look at and to change.</summary>
    public Task<Answer<ProcedureDraft>> OpenAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation) =>
        procedures.OpenAsync(asker, procedure, cancellation);

    /// <summary>What stands against a file of decisions as it is on the screen. Nothing is saved.</summary>
    public async Task<Answer<DecisionReview>> CheckAsync(Asker asker, string text, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, FrontDoorOperation.ViewProcedures, asker.City))
            return new NotAllowed(FrontDoorOperation.ViewProcedures);
        if (text.Length > ProcedureFiles.CharactersMax) return new Invalid("text", "The file is too large.");
        return await checks.OfAsync(text, cancellation);
    }

    /// <summary>Asks a changed file what was asked in earnest, and tells which answers are others now.</summary>
    /// <param name="progress">Told how many operations were looked through.</param>
    public async Task<Answer<ReplayReport>> ReplayAsync(
        Asker asker, ReplayRequest request, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, FrontDoorOperation.ReplayDecisions, asker.City))
            return new NotAllowed(FrontDoorOperation.ReplayDecisions);
        if (request.Count is < 1 or > ReplayRequest.CountMax)
            return new Invalid("count", $"Ask for 1 to {ReplayRequest.CountMax} decisions.");
        if (request.Text.Length > ProcedureFiles.CharactersMax) return new Invalid("text", "The file is too large.");
        var review = await checks.OfAsync(request.Text, cancellation);
        if (review.Model is not { } model) return new HasProblems(review.Read);
        return await replay.RunAsync(asker.City, (request, model), progress, cancellation);
    }
}
