using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Procedures;

/// <summary>The procedures of each city, built and held in memory until something is published or retired.</summary>
public sealed class ProcedureCatalog(IProcedureStore store, CitySnapshots cities)
    : IOperationContexts, ISituationPlans, ICityCache
{
    private readonly ConcurrentDictionary<CityId, CityProcedures> _cities = new();
    private readonly ConcurrentDictionary<CityId, long> _generations = new();
    private readonly ConcurrentDictionary<CityId,
        (CitySnapshot City, CityProcedures Procedures, OperationContext Context)>
        _contexts = new();

    public async ValueTask<CityProcedures> OfAsync(CityId city, CancellationToken cancellation)
    {
        if (_cities.TryGetValue(city, out var known)) return known;
        var generation = _generations.GetOrAdd(city, 0);
        var versions = await store.VersionsAsync(city, cancellation);
        var read = new CityProcedures([.. versions.Select(Build)]);
        // What was published while this was being read is seen by the next call.
        if (_generations.GetOrAdd(city, 0) == generation) _cities[city] = read;
        return read;
    }

    public async ValueTask<OperationContext> GetAsync(CityId city, CancellationToken cancellation)
    {
        var snapshot = await cities.FindAsync(city, cancellation)
            ?? throw new ArgumentException($"There is no city {city}.", nameof(city));
        var procedures = await OfAsync(city, cancellation);
        if (_contexts.TryGetValue(city, out var known) && known.City == snapshot && known.Procedures == procedures)
            return known.Context;
        var context = new OperationContext
        {
            Zone = snapshot.Zone,
            Procedures = procedures.Runnable,
            InForce = procedures.Called,
            Calendars = snapshot.Calendars,
            Directory = snapshot.Directory,
        };
        _contexts[city] = (snapshot, procedures, context);
        return context;
    }

    public async ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation)
    {
        var starts = (await OfAsync(city, cancellation)).InForce
            .Where(known => known.Built.Procedure!.Process.StartMessages.ContainsKey(message)).ToImmutableArray();
        return starts is [var first, ..]
            ? new SituationPlan(
                first.Version.Procedure.Value, await TitleAsync(city, first, cancellation),
                [.. starts.Select(known => known.Version.Id)])
            : null;
    }

    // An incident has one title for all who read it, hence in the city's first language.
    private async ValueTask<string> TitleAsync(CityId city, KnownProcedure known, CancellationToken cancellation) =>
        await cities.FindAsync(city, cancellation) is { City.Languages: [var language, ..] }
            && known.Built.Procedure!.Definition.Sop.TextFor(language) is { } title
                ? title
                : known.Version.Name;

    public void Forget(CityId city)
    {
        _generations.AddOrUpdate(city, 1, (_, generation) => generation + 1);
        _cities.TryRemove(city, out _);
    }

    void ICityCache.Forget(CityId? city, CityChange change)
    {
        if (change is CityDefined) return;
        foreach (var known in city is { } one ? [one] : _cities.Keys) Forget(known);
    }

    private static KnownProcedure Build(ProcedureVersion version) =>
        new(version, ProcedureBuilder.Build(version.Files, version.Parameters, version.Id));
}

/// <summary>A published version and what was made of its files.</summary>
public sealed record KnownProcedure(ProcedureVersion Version, BuiltProcedure Built);

/// <summary>All procedures of one city at one moment.</summary>
public sealed class CityProcedures(ImmutableArray<KnownProcedure> all)
{
    /// <summary>Every version, the retired ones too.</summary>
    public ImmutableArray<KnownProcedure> All { get; } = all;

    /// <summary>What starts new runs: at most one version of each procedure.</summary>
    public ImmutableArray<KnownProcedure> InForce { get; } =
        [.. all.Where(known => known.Version.RetiredAt is null && known.Built.Procedure is not null)];

    /// <summary>What a call activity starts, by the id of the BPMN process; the first where several share it.</summary>
    public ImmutableSortedDictionary<string, ProcedureVersionId> Called { get; } = all
        .Where(known => known.Version.RetiredAt is null && known.Built.Procedure is not null)
        .GroupBy(known => known.Built.Procedure!.ProcessId, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(
            group => group.Key, group => group.First().Version.Id, StringComparer.Ordinal);

    /// <summary>Everything that may still run, by version.</summary>
    public ImmutableSortedDictionary<string, Procedure> Runnable { get; } = all
        .Where(known => known.Built.Procedure is not null)
        .ToImmutableSortedDictionary(
            known => known.Version.Id.Value, known => known.Built.Procedure!, StringComparer.Ordinal);

    public KnownProcedure? Find(string version) => All.FirstOrDefault(known => known.Version.Id.Value == version);
}
