using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the board of promises and its export.</summary>
internal sealed class SlaBoard(IViewStore store)
{
    private static readonly Duration Span = Duration.FromDays(30);

    public async Task<SlaBoardView> OfAsync(ViewScene scene, CancellationToken cancellation)
    {
        var lines = await ReadAsync(scene, cancellation);
        var tallies = lines.Open.Concat(lines.Closed)
            .GroupBy(clock => scene.Names.AgencyIdOf(clock.Line.Role))
            .Select(group => new AgencyTally(
                group.Key, group.Key is { } agency ? scene.Names.Agency(agency) : "",
                group.Select(clock => TallyOf(clock.Line, scene.Now)).Aggregate(default(SlaTally), SlaTally.Add)))
            .OrderBy(tally => tally.AgencyName, StringComparer.Ordinal).ToImmutableArray();
        return new SlaBoardView
        {
            Clock = scene.Clock,
            Open = InOrder(lines.Open.Select(clock => ViewOf(scene, lines, clock))),
            Agencies = tallies,
            Total = tallies.Select(agency => agency.Tally).Aggregate(default(SlaTally), SlaTally.Add),
            Since = scene.Now - Span,
        };
    }

    public async Task<string> CsvAsync(ViewScene scene, CancellationToken cancellation)
    {
        var lines = await ReadAsync(scene, cancellation);
        var csv = new CsvText("incident", "title", "step", "agency", "role", "metric", "state", "outcome", "started_at",
            "due_at", "breached_at", "stopped_at", "held");
        foreach (var listed in lines.Closed.Concat(lines.Open).OrderBy(clock => clock.Line.StartedAt))
        {
            var clock = listed.Line;
            var view = ViewOf(scene, lines, listed);
            csv.Add(listed.Operation.ToString(), view.IncidentTitle, view.StepName, view.AgencyName, view.RoleName,
                view.Metric, clock.State, clock.Outcome, Time(clock.StartedAt), Time(clock.DueAt),
                Time(clock.BreachedAt), Time(clock.StoppedAt), view.Held ? "yes" : null);
        }

        return csv.ToString();
    }

    private async Task<Lines> ReadAsync(ViewScene scene, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var open = Seen(scene, await store.OpenClocksAsync(city, cancellation));
        var closed = Seen(scene, await store.ClosedClocksAsync(city, scene.Now - Span, cancellation));
        var operations = open.Concat(closed).Select(clock => clock.Operation).Distinct().ToList();
        var headers = await store.HeadersAsync(city, operations, cancellation);
        var items = await store.WorkItemsAsync(city, cancellation);
        return new Lines(
            open, closed, headers.ToImmutableDictionary(header => header.Operation, header => header.Line),
            items.ToImmutableDictionary(item => (item.Operation, item.Line.Key), item => item.Line),
            await store.HeldAsync(city, cancellation));
    }

    private static ImmutableArray<Listed<ClockLine>> Seen(ViewScene scene, ImmutableArray<Listed<ClockLine>> clocks) =>
        AccessPolicy.ReachOf(scene.Asker, FrontDoorOperation.ViewSlaBoard) == AccessReach.WholeCity
            ? clocks
            : [.. clocks.Where(clock => scene.Names.AgencyIdOf(clock.Line.Role) == scene.Asker.Agency?.Value)];

    private static ImmutableArray<ClockView> InOrder(IEnumerable<ClockView> clocks) =>
    [
        .. clocks.OrderBy(clock => clock.DueAt ?? Instant.MaxValue).ThenBy(clock => clock.StartedAt)
            .ThenBy(clock => clock.Operation.Value).ThenBy(clock => clock.Clock),
    ];

    private static ClockView ViewOf(ViewScene scene, Lines lines, Listed<ClockLine> listed)
    {
        var (clock, names) = (listed.Line, scene.Names);
        var header = lines.Headers.GetValueOrDefault(listed.Operation);
        var item = clock.WorkItem is { } known ? lines.Items.GetValueOrDefault((listed.Operation, known)) : null;
        var step = clock.ElementId is not { } element ? clock.Level
            : item is null ? names.Step(element) : names.Step(new ProcedureVersionId(item.Version), element);
        return new ClockView(
            listed.Operation, StepLines.Number(clock.Key), step, clock.Metric, StepLines.HealthOf(clock, scene.Now))
        {
            IncidentTitle = header?.Title is { } title ? names.Title(header.Kind ?? "", title) : null,
            Severity = (IncidentSeverity?)header?.Severity,
            AgencyName = names.AgencyOf(clock.Role),
            RoleName = clock.Role is { } role ? names.Role(role) : null,
            About = item?.Subject,
            Item = clock.WorkItem is { } key ? StepLines.Number(key) : null,
            State = Enum.Parse<ClockState>(clock.State),
            StartedAt = clock.StartedAt,
            DueAt = clock.DueAt,
            BreachedAt = clock.BreachedAt,
            LifeSafety = clock.LifeSafety,
            Held = StepLines.IsOpen(clock) && lines.Held.Contains(listed.Operation, clock.Run),
        };
    }

    // A waived breach was nobody's fault: like a cancelled promise it counts neither for nor against.
    private static SlaTally TallyOf(ClockLine clock, Instant now) => clock.Outcome switch
    {
        nameof(ClockOutcome.Met) => new SlaTally(1, 0, 0, 0),
        nameof(ClockOutcome.MetLate) => new SlaTally(0, 1, 0, 0),
        nameof(ClockOutcome.Breached) => new SlaTally(0, 0, 1, 0),
        nameof(ClockOutcome.Cancelled) or nameof(ClockOutcome.Waived) => new SlaTally(0, 0, 0, 1),
        _ => StepLines.IsLate(clock, now) ? new SlaTally(0, 0, 1, 0) : default,
    };

    private static string? Time(Instant? instant) => instant is { } at ? ClockText.Format(at) : null;

    private sealed record Lines(
        ImmutableArray<Listed<ClockLine>> Open,
        ImmutableArray<Listed<ClockLine>> Closed,
        ImmutableDictionary<OperationId, OperationHeader> Headers,
        ImmutableDictionary<(OperationId Operation, string Item), WorkItemLine> Items,
        HeldRuns Held);
}
