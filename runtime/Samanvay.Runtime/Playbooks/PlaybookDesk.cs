using System.Collections.Immutable;
using NodaTime;
using Samanvay.Activities;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Where administrators bring playbooks in, look at them, accept them and bind them to the city.</summary>
public sealed class PlaybookDesk(
    PlaybookPorts ports, IDeviceSightings sightings, ActivityAdapters adapters, RuntimeMetrics metrics,
    TimeProvider time)
{
    private readonly IPlaybookStore _store = ports.Playbooks;
    private readonly CitySnapshots _cities = ports.Snapshots;

    public async Task<Answer<ImmutableArray<PlaybookLine>>> ListAsync(Asker asker, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.ViewPlaybooks) is { } refusal) return refusal;
        var playbooks = await _store.ListAsync(asker.City, cancellation);
        return playbooks.Select(PlaybookLine.Of).ToImmutableArray();
    }

    /// <summary>Reads a package from outside. It is shown from then on, and runs only once it is accepted.</summary>
    public async Task<Answer<PlaybookLine>> ImportAsync(Asker asker, byte[] package, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.ImportPlaybook) is { } refusal) return refusal;
        var files = PackageReader.Read(package);
        if (files.Value is null) return Refuse(files.Problems);
        return await TakeInAsync(asker, files.Value, isTemplate: false, cancellation);
    }

    /// <summary>Takes in one of the product's own templates. It too waits for an administrator to accept it.</summary>
    public async Task<Answer<PlaybookLine>> ImportTemplateAsync(
        Asker asker, PackageFiles template, CancellationToken cancellation) =>
        Refusal(asker, FrontDoorOperation.ImportPlaybook) is { } refusal
            ? refusal
            : await TakeInAsync(asker, template, isTemplate: true, cancellation);

    public async Task<Answer<PlaybookLine>> AcceptAsync(
        Asker asker, PlaybookName name, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.AcceptPlaybook) is { } refusal) return refusal;
        if (await _store.FindAsync(asker.City, name.Id, name.Version, cancellation) is not { } found)
            return new NotFound("playbook", name.ToString());
        if (found.State == PlaybookState.Accepted) return PlaybookLine.Of(found);
        var accepted = found with { State = PlaybookState.Accepted, AcceptedAt = Now, AcceptedBy = asker.Person };
        await _store.SaveAsync(accepted, cancellation);
        return PlaybookLine.Of(accepted);
    }

    /// <summary>Everything about one playbook: what it asks for, how it is bound, and what is still missing.</summary>
    public async Task<Answer<PlaybookView>> ViewAsync(Asker asker, PlaybookName name, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.ViewPlaybooks) is { } refusal) return refusal;
        if (await _store.FindAsync(asker.City, name.Id, name.Version, cancellation) is not { } found)
            return new NotFound("playbook", name.ToString());
        return await ViewAsync(found, cancellation);
    }

    /// <summary>Keeps what the playbook's names mean in the city. Nothing runs by it before it is published.</summary>
    public Task<Answer<PlaybookView>> BindAsync(
        Asker asker, PlaybookName name, PlaybookBinding binding, CancellationToken cancellation) =>
        BindAsync(asker, name, new NewBinding(binding, []), cancellation);

    /// <summary>Adds the roles that the city does not have yet, and binds to them, all or nothing.</summary>
    public async Task<Answer<PlaybookView>> BindAsync(
        Asker asker, PlaybookName name, NewBinding entered, CancellationToken cancellation)
    {
        if (Refusal(asker, FrontDoorOperation.BindPlaybook) is { } refusal) return refusal;
        if (await _store.FindAsync(asker.City, name.Id, name.Version, cancellation) is not { } found)
            return new NotFound("playbook", name.ToString());
        if (await _cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var playbook = PlaybookFile.Open(found);
        var (binding, setup) = (entered.Binding, city.Setup.Apply(entered.Edits));
        if (entered.Roles.Any(role => role.City != asker.City)) return new NotAllowed(FrontDoorOperation.EditCity);
        IEnumerable<FieldProblem> ofCity = entered.Roles.IsEmpty ? [] : CityRules.Check(setup);
        if (BindingRules.Check(playbook, binding, setup).Concat(ofCity).ToImmutableArray() is [_, ..] problems)
            return new Invalid(problems);

        var bound = found with { Binding = binding };
        await _store.SaveAsync(bound, new PlaybookConsequences(entered.Edits, []), cancellation);
        _cities.Forget(asker.City);
        return await ViewAsync(bound, cancellation);
    }

    private async Task<Answer<PlaybookLine>> TakeInAsync(
        Asker asker, PackageFiles files, bool isTemplate, CancellationToken cancellation)
    {
        var read = Playbook.Read(files);
        if (read.Value is not { } playbook) return Refuse(read.Problems);
        var manifest = playbook.Manifest;
        // A file that can not be read at all, as one with a DTD, is not even kept to be looked at.
        var unreadable = playbook.Build(ParameterValues.None, adapters.Types.ToHashSet()).Values
            .SelectMany(procedure => procedure.Problems.Where(problem => problem.Severity == Feel.Severity.Error
                && (procedure.Definitions is null || UnreadableFile.Codes.Contains(problem.Code))));
        if (unreadable.Distinct().ToImmutableArray() is [_, ..] problems) return Refuse(problems);
        var known = await _store.ListAsync(asker.City, cancellation);
        var same = known.FirstOrDefault(other => other.Id == manifest.Id && other.Version == manifest.Version);
        if (same is not null && same.Digest == playbook.Digest) return PlaybookLine.Of(same);
        if (same is not null)
        {
            return new Conflict(
                $"There is another {playbook.Label} here, with different content. It was not replaced.");
        }

        var before = known.LastOrDefault(other => other.Id == manifest.Id);
        var stored = new StoredPlaybook(
            asker.City, manifest.Id, manifest.Version, playbook.Digest, PackageWriter.Write(files))
        {
            Title = manifest.Title,
            State = PlaybookState.Quarantined,
            IsTemplate = isTemplate,
            Binding = before?.Binding ?? PlaybookBinding.None,
            ImportedAt = Now,
            ImportedBy = asker.Person!.Value,
        };
        await _store.SaveAsync(stored, cancellation);
        return PlaybookLine.Of(stored);
    }

    private async Task<Answer<PlaybookView>> ViewAsync(StoredPlaybook stored, CancellationToken cancellation)
    {
        if (await _cities.FindAsync(stored.City, cancellation) is not { } city)
            return new NotFound("city", stored.City.Value);
        var playbook = PlaybookFile.Open(stored);
        var seen = await sightings.LastSeenAsync(stored.City, cancellation);
        var parameters = new ParameterValues(stored.Binding.Parameters);
        var built = await Task.Run(
            () => playbook.Check(parameters, adapters.Types.ToHashSet(), ports.Decisions), cancellation);
        var readiness = new ReadinessCheck(playbook, stored.Binding, city, Now).Check(built.Values, seen);
        return new PlaybookView(PlaybookLine.Of(stored), playbook.Manifest, stored.Binding, readiness)
        {
            Readme = playbook.Files.Text("README.md"),
            // The texts are shared by all procedures of a package.
            Texts = built.Values.Select(procedure => procedure.Texts).FirstOrDefault()
                ?? PlaybookView.WithoutTexts,
            Procedures = [.. built.Select(pair =>
                new PlaybookProcedure(pair.Key, NameOf(pair.Value, pair.Key), playbook.Procedures[pair.Key].Diagram!))],
        };
    }

    private HasProblems Refuse(ImmutableArray<Feel.Diagnostic> problems)
    {
        metrics.ImportRefused(problems.Select(problem => problem.Code));
        return new HasProblems(problems);
    }

    private static string NameOf(BuiltProcedure built, string id) =>
        built.Definitions?.Processes.FirstOrDefault()?.Label ?? id;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static NotAllowed? Refusal(Asker asker, FrontDoorOperation operation) =>
        AccessPolicy.Allows(asker, operation, asker.City) ? null : new NotAllowed(operation);
}
