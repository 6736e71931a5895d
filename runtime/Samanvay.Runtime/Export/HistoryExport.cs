using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Export;

/// <summary>
/// Writes histories for process mining. One operation is in memory at a time; it only reads, so it may run beside the
/// server.
/// </summary>
public sealed class HistoryExport(
    IAuditStore store, ICityStore setups, CitySnapshots cities, ProcedureCatalog catalog)
{
    public async Task<ExportCount> WriteAsync(ExportChoice choice, IEventLog log, CancellationToken cancellation)
    {
        var read = new SortedDictionary<string, CityLog?>(StringComparer.Ordinal);
        var (operations, events) = (0L, 0L);
        await foreach (var (key, history) in HistoriesAsync(choice, cancellation))
        {
            if (!read.TryGetValue(key.City.Value, out var city))
                read[key.City.Value] = city = await CityAsync(key.City, choice.WithPeople, cancellation);
            if (city is null || OperationLog.Read(key, city, history, choice.Procedure) is not { } told) continue;
            log.Add(told);
            operations++;
            events += told.Events.Length;
        }

        log.Complete(read.Values.OfType<CityLog>().SelectMany(city => city.Shared.All()));
        return new ExportCount(operations, events);
    }

    /// <summary>What the choice names and nobody knows, as a sentence: an export of nothing would tell of a quiet
    /// city.</summary>
    public async Task<string?> UnknownAsync(ExportChoice choice, CancellationToken cancellation)
    {
        var all = (await setups.ListAsync(cancellation)).Select(city => city.Id).ToList();
        if (choice.City is { } asked && !all.Contains(asked)) return $"There is no city '{asked}'.";
        if (choice.Procedure is not { } procedure) return null;
        foreach (var id in choice.City is { } only ? [only] : all)
        {
            if ((await catalog.OfAsync(id, cancellation)).All.Any(known => known.Version.Procedure == procedure))
                return null;
        }

        return $"There is no procedure '{procedure}'.";
    }

    private async IAsyncEnumerable<(OperationKey Key, IReadOnlyList<HistoryEntry> History)> HistoriesAsync(
        ExportChoice choice, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var head in AuditCheck.HeadsAsync(store, null, cancellation))
        {
            if (choice.City is { } city && head.Key.City != city) continue;
            if (choice.IsBounded
                && (await store.HistoryAsync(head.Key, 1, cancellation) is not [{ At: var at }] || !choice.Takes(at)))
            {
                continue;
            }

            var history = await store.HistoryAsync(head.Key, head.Sequence, cancellation);
            if (history.Count > 0) yield return (head.Key, history);
        }
    }

    private async Task<CityLog?> CityAsync(CityId id, bool withPeople, CancellationToken cancellation)
    {
        if (await cities.FindAsync(id, cancellation) is not { } city) return null;
        var procedures = await catalog.OfAsync(id, cancellation);
        return new CityLog(withPeople, new SharedObjects(city, withPeople, new Pseudonyms()), procedures.All);
    }
}

/// <summary>What is exported.</summary>
/// <param name="WithPeople">Names people and tells what they wrote; else a name drawn by lot stands for each.</param>
public sealed record ExportChoice(bool WithPeople = false)
{
    public CityId? City { get; init; }

    public ProcedureId? Procedure { get; init; }

    /// <summary>What began from then on, whole.</summary>
    public Instant? From { get; init; }

    /// <summary>What began before, whole.</summary>
    public Instant? To { get; init; }

    public LogTypes Types => new(WithPeople);

    internal bool IsBounded => From is not null || To is not null;

    internal bool Takes(Instant begun) => !(begun < From) && !(begun >= To);
}

public readonly record struct ExportCount(long Operations, long Events);

/// <summary>What is known of a city while its histories are told.</summary>
internal sealed class CityLog(bool withPeople, SharedObjects shared, ImmutableArray<KnownProcedure> procedures)
{
    private readonly Dictionary<ProcedureVersionId, KnownProcedure> _versions =
        procedures.ToDictionary(known => known.Version.Id);

    public bool WithPeople => withPeople;

    public SharedObjects Shared => shared;

    public KnownProcedure? Find(ProcedureVersionId version) => _versions.GetValueOrDefault(version);
}
