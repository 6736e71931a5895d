using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using SituationKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Views;

/// <summary>The city's open lines at one moment, and the incidents that are made of them.</summary>
internal sealed class IncidentLines(ViewScene scene)
{
    public required ILookup<OperationId, WorkItemLine> Items { get; init; }

    public required ILookup<OperationId, ClockLine> Clocks { get; init; }

    public required ILookup<OperationId, FaultLine> Faults { get; init; }

    public required HeldRuns Held { get; init; }

    /// <summary>What the open incidents among those that are shown are about.</summary>
    public required ImmutableArray<SituationRow> Situations { get; init; }

    /// <param name="shown">The incidents that will be asked for.</param>
    public static async Task<IncidentLines> ReadAsync(
        ViewScene scene, IViewStore store, IEnumerable<Listed<OperationHeader>> shown, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var keys = shown.Where(incident => incident.Line.EndedAt is null)
            .SelectMany(incident => KeysOf(city, incident.Line.DedupeKey)).ToHashSet();
        return new IncidentLines(scene)
        {
            Items = ByOperation(await store.WorkItemsAsync(city, cancellation)),
            Clocks = ByOperation(await store.OpenClocksAsync(city, cancellation)),
            Faults = ByOperation(await store.FaultsAsync(city, cancellation)),
            Held = await store.HeldAsync(city, cancellation),
            Situations = keys.Count == 0 ? [] : await store.SituationsAsync(city, keys, cancellation),
        };
    }

    /// <summary>Those of the incidents that the asker may see.</summary>
    public static async Task<ImmutableArray<Listed<OperationHeader>>> SeenAsync(
        ViewScene scene, IViewStore store, ImmutableArray<Listed<OperationHeader>> incidents,
        CancellationToken cancellation)
    {
        if (AccessPolicy.ReachOf(scene.Asker, FrontDoorOperation.ViewLive) == AccessReach.WholeCity) return incidents;
        var seen = await store.TakingPartAsync(
            scene.Asker.City, [.. incidents.Select(incident => incident.Operation)],
            Work.StepAccess.RolesOf(scene.Asker, scene.Context.Directory), cancellation);
        return [.. incidents.Where(incident => seen.Contains(incident.Operation))];
    }

    public static IEnumerable<IncidentLine> InOrder(IEnumerable<IncidentLine> incidents) =>
        incidents.OrderBy(incident => incident.Severity).ThenBy(incident => incident.NextDueAt ?? Instant.MaxValue)
            .ThenBy(incident => incident.OpenedAt).ThenBy(incident => incident.Id.Value);

    public IncidentLine Of(Listed<OperationHeader> incident)
    {
        var (id, header) = (incident.Operation, incident.Line);
        var late = Clocks[id].Where(clock => StepLines.IsLate(clock, scene.Now))
            .Select(clock => clock.WorkItem).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new IncidentLine(
            id, header.Kind ?? "", scene.Names.Title(header.Kind ?? "", header.Title ?? ""),
            (IncidentSeverity)(header.Severity ?? (int)IncidentSeverity.S5),
            header.OpenedAt ?? scene.Now)
        {
            ClosedAt = header.EndedAt,
            WardName = scene.Names.Ward(header.Ward),
            Latitude = header.Latitude,
            Longitude = header.Longitude,
            Stage = header.DedupeKey is { } key && header.EndedAt is null ? StageOf(key) : null,
            NextDueAt = Clocks[id].Min(clock => clock.DueAt),
            OpenSteps = Items[id].Count(),
            LateSteps = Items[id].Count(item => late.Contains(item.Key)),
            Faults = Faults[id].Count(),
            HeldRuns = Held.CountOf(id),
        };
    }

    /// <summary>The operation's open steps, unordered.</summary>
    public IEnumerable<StepLine> StepsOf(OperationId id) =>
        Items[id].Select(item => StepLines.Of(scene, item, Clocks[id], Held.Contains(id, item.Run)));

    private string? StageOf(string dedupeKey)
    {
        foreach (var row in Situations)
        {
            if (row.Key.Rule == AlertBook.Name)
            {
                if (WarnedStage(row, dedupeKey) is { } stage) return stage;
                continue;
            }

            if (!IsOf(dedupeKey, $"{row.Key.Rule}/{row.Key.Place}")) continue;
            var state = JsonSerializer.Deserialize(row.State.Span, SituationJson.Default.SituationState);
            return state is { Raised: > 0 and var raised }
                ? scene.Names.Level(row.Key.Rule, state.Holds[raised - 1].Level) : null;
        }

        return null;
    }

    private string? WarnedStage(SituationRow row, string dedupeKey)
    {
        var book = JsonSerializer.Deserialize(row.State.Span, SituationJson.Default.AlertBook);
        var watch = book?.Watches.FirstOrDefault(each => IsOf(dedupeKey, $"{each.Rule}/{each.Place}"));
        return watch?.Level is { } level ? scene.Names.Level(watch.Rule, level) : null;
    }

    // A city has a hundred thousand situations, and few incidents. The key of one that joins no other ends with the
    // number of the episode.
    private static IEnumerable<SituationKey> KeysOf(CityId city, string? dedupeKey)
    {
        if (dedupeKey?.IndexOf('/') is not ({ } end and > 0)) yield break;
        var (rule, place) = (dedupeKey[..end], dedupeKey[(end + 1)..]);
        yield return new SituationKey(city, rule, place);
        if (place.LastIndexOf('/') is var last and > 0) yield return new SituationKey(city, rule, place[..last]);
        yield return new SituationKey(city, AlertBook.Name, StormGate.Everywhere);
    }

    private static bool IsOf(string dedupeKey, string name) =>
        dedupeKey == name || dedupeKey.StartsWith(name + "/", StringComparison.Ordinal);

    private static ILookup<OperationId, T> ByOperation<T>(IEnumerable<Listed<T>> lines) =>
        lines.ToLookup(line => line.Operation, line => line.Line);
}
