using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities.Files;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Cities;

/// <summary>Where administrators keep the city's set-up.</summary>
public sealed class CityDesk(ICityStore store, CitySnapshots snapshots, RuntimeMetrics metrics)
{
    public const int EditsMax = 20_000;

    public async Task<Answer<CitySetup>> ViewAsync(Asker asker, CancellationToken cancellation) =>
        await FindAsync(asker, FrontDoorOperation.ViewCity, cancellation);

    /// <summary>What the city still needs before its first incident can be handled, in the order in which to do
    /// it.</summary>
    public async Task<Answer<ImmutableArray<SetupStep>>> StepsAsync(Asker asker, CancellationToken cancellation) =>
        await FindAsync(asker, FrontDoorOperation.ViewCity, cancellation) switch
        {
            Granted<CitySetup> granted => SetupStep.Of(granted.Value),
            Refused<CitySetup> refused => refused.Reason,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Saves all edits or none; the answer holds the set-up as it then is.</summary>
    public async Task<Answer<CitySetup>> EditAsync(
        Asker asker, IReadOnlyList<CityEdit> edits, CancellationToken cancellation)
    {
        var found = await FindAsync(asker, FrontDoorOperation.EditCity, cancellation);
        return found is Granted<CitySetup> { Value: var setup }
            ? await SavePermittedAsync(setup, edits, cancellation)
            : found;
    }

    /// <summary>The same for what is new: an id that is taken is refused, and what has it stays as it is.</summary>
    public async Task<Answer<CitySetup>> AddAsync(
        Asker asker, IReadOnlyList<CityEdit> edits, CancellationToken cancellation)
    {
        var found = await FindAsync(asker, FrontDoorOperation.EditCity, cancellation);
        if (found is not Granted<CitySetup> { Value: var setup }) return found;
        return TakenIds.Among(edits, setup) is [_, ..] taken
            ? new Invalid(taken)
            : await SavePermittedAsync(setup, edits, cancellation);
    }

    private async Task<Answer<CitySetup>> SavePermittedAsync(
        CitySetup setup, IReadOnlyList<CityEdit> edits, CancellationToken cancellation)
    {
        if (edits.Count > EditsMax) return new Invalid("edits", $"Save at most {EditsMax} changes at a time.");
        if (edits.Any(edit => !CityBounds.Permit(edit, setup.City)))
            return new NotAllowed(FrontDoorOperation.EditCity);
        return await SaveAsync(setup, edits, cancellation);
    }

    public async Task<Answer<FilePreview>> PreviewAsync(
        Asker asker, CityFileKind kind, string text, CancellationToken cancellation) =>
        await FindAsync(asker, FrontDoorOperation.EditCity, cancellation) switch
        {
            Granted<CitySetup> granted => Read(kind, text, granted.Value),
            Refused<CitySetup> refused => refused.Reason,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Saves the file as the preview showed it; a file with problems is refused whole.</summary>
    public async Task<Answer<CitySetup>> ImportAsync(
        Asker asker, CityFileKind kind, string text, CancellationToken cancellation)
    {
        var found = await FindAsync(asker, FrontDoorOperation.EditCity, cancellation);
        if (found is not Granted<CitySetup> { Value: var setup }) return found;
        var preview = Read(kind, text, setup);
        if (preview.Problems is [_, ..])
        {
            return new Invalid([.. preview.Problems.Select(problem =>
                new FieldProblem($"{problem.Line}/{problem.Column}", problem.Said))]);
        }

        return await SaveAsync(setup, preview.Edits, cancellation);
    }

    private FilePreview Read(CityFileKind kind, string text, CitySetup setup)
    {
        var preview = CityFile.Read(kind, text, setup);
        if (preview.Problems.Length > 0) metrics.ImportRefused([$"city-{kind.ToString().ToLowerInvariant()}"]);
        return preview;
    }

    private async Task<Answer<CitySetup>> SaveAsync(
        CitySetup setup, IReadOnlyList<CityEdit> edits, CancellationToken cancellation)
    {
        var after = setup.Apply(edits);
        if (ChangeRules.Check(setup, after) is [_, ..] problems) return new Invalid(problems);
        await store.SaveAsync(setup.City.Id, edits, cancellation);
        snapshots.Forget(setup.City.Id);
        return after;
    }

    private async Task<Answer<CitySetup>> FindAsync(
        Asker asker, FrontDoorOperation operation, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        // What is edited is what is stored, not what a snapshot remembers.
        return await store.LoadAsync(asker.City, cancellation) is { } setup
            ? setup : new NotFound("city", asker.City.Value);
    }
}
