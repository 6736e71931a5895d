using System.Collections.Immutable;
using NodaTime;
using Samanvay.Activities;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Runtime.Playbooks;

/// <summary>What publishing a playbook reads and writes.</summary>
public sealed record PlaybookPorts(
    IPlaybookStore Playbooks, IProcedureStore Procedures, CitySnapshots Snapshots, ProcedureCatalog Catalog,
    DecisionChecks Decisions);

/// <summary>Puts an accepted and bound playbook in force: its procedures become versions of the city.</summary>
public sealed class PlaybookPublishing(PlaybookPorts ports, ActivityAdapters adapters, TimeProvider time)
{
    public async Task<Answer<ImmutableArray<ProcedureVersion>>> PublishAsync(
        Asker asker, PlaybookName name, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.PublishPlaybook;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (await ports.Playbooks.FindAsync(asker.City, name.Id, name.Version, cancellation) is not { } stored)
            return new NotFound("playbook", name.ToString());
        if (stored.State != PlaybookState.Accepted)
            return new WrongState("The playbook is in quarantine. Accept it before it is published.");
        if (await ports.Snapshots.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var playbook = PlaybookFile.Open(stored);
        var parameters = new ParameterValues(stored.Binding.Parameters);
        var built = await Task.Run(
            () => playbook.Check(parameters, adapters.Types.ToHashSet(), ports.Decisions), cancellation);
        var readiness = new ReadinessCheck(playbook, stored.Binding, city, Now)
            .Check(built.Values, ImmutableDictionary<DeviceId, Instant>.Empty);
        if (!readiness.IsReady) return new HasProblems([.. readiness.Items.Select(Diagnosed)]);
        if (Clash(playbook, built, await ports.Catalog.OfAsync(asker.City, cancellation)) is { } clash) return clash;
        return await PublishAsync(asker, stored, (playbook, built, city.Setup), cancellation);
    }

    private async Task<Answer<ImmutableArray<ProcedureVersion>>> PublishAsync(
        Asker asker, StoredPlaybook stored,
        (Playbook Playbook, ImmutableSortedDictionary<string, BuiltProcedure> Built, CitySetup City) of,
        CancellationToken cancellation)
    {
        var edits = BindingEdits.Of(of.City, of.Playbook, stored.Binding).ToImmutableArray();
        if (CityRules.Check(of.City.Apply(edits)) is [_, ..] problems) return new Invalid(problems);
        var existing = await ports.Procedures.VersionsAsync(asker.City, cancellation);
        var versions = of.Built.Select(pair =>
            Version(asker, stored, of.Playbook.Procedures[pair.Key], pair.Value, existing))
            .ToImmutableArray();
        await ports.Playbooks.SaveAsync(
            stored with { PublishedAt = Now }, new PlaybookConsequences(edits, versions), cancellation);
        ports.Snapshots.Forget(asker.City);
        ports.Catalog.Forget(asker.City);
        return versions;
    }

    private ProcedureVersion Version(
        Asker asker, StoredPlaybook stored, ProcedureFiles files, BuiltProcedure built,
        ImmutableArray<ProcedureVersion> existing)
    {
        var parameters = new ParameterValues(stored.Binding.Parameters);
        var id = ProcedureVersion.IdOf(files, parameters);
        var procedure = new ProcedureId(built.Procedure!.ProcessId);
        var number = existing.FirstOrDefault(version => version.Id == id)?.Number
            ?? PublishRules.NextNumber(existing, procedure);
        return new ProcedureVersion(asker.City, id, procedure, number, files)
        {
            Name = built.Procedure.Definition.Label,
            Parameters = parameters,
            PublishedAt = Now,
            PublishedBy = asker.Person!.Value,
            Playbook = $"{stored.Id} {stored.Version}",
        };
    }

    // A situation's rule is known by its id in the whole city: two different rules of one id would judge the same
    // river.
    private static Conflict? Clash(
        Playbook playbook, ImmutableSortedDictionary<string, BuiltProcedure> built, CityProcedures present)
    {
        var own = built.Values.Select(procedure => procedure.Procedure!.ProcessId).ToHashSet(StringComparer.Ordinal);
        var others = present.InForce.Where(known => !own.Contains(known.Version.Procedure.Value));
        var taken = others.SelectMany(known => RulesOf(known.Built)).ToHashSet(StringComparer.Ordinal);
        var clash = built.Values.SelectMany(RulesOf).FirstOrDefault(taken.Contains);
        return clash is null
            ? null
            : new Conflict($"{playbook.Label} brings the situation {clash}, which another procedure has already.");
    }

    private static IEnumerable<string> RulesOf(BuiltProcedure built) =>
        built.Situations.Keys.Concat(built.Alerts.Keys);

    private static Diagnostic Diagnosed(ReadinessItem item) =>
        new(item.Kind, item.Severity, item.Said, Location.Element(item.Subject));

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());
}
