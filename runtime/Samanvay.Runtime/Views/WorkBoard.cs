using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Work;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the list of a person's steps, and the screen of one step.</summary>
internal sealed class WorkBoard(ViewSources sources)
{
    private readonly IViewStore _store = sources.Store;
    private readonly StepForms _forms = new(sources.Contexts, sources.Procedures);

    public async Task<MyWorkView> MineAsync(ViewScene scene, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var me = scene.Asker.Person?.Value;
        var roles = StepAccess.RolesOf(scene.Asker, scene.Context.Directory).ToHashSet(StringComparer.Ordinal);
        var items = (await _store.WorkItemsAsync(city, cancellation))
            .Where(item => roles.Contains(item.Line.Role) || item.Line.AcknowledgedBy == me).ToList();
        var clocks = (await _store.OpenClocksAsync(city, cancellation)).ToLookup(clock => clock.Operation);
        var headers = (await _store.HeadersAsync(
            city, [.. items.Select(item => item.Operation).Distinct()], cancellation))
            .ToDictionary(header => header.Operation, header => header.Line);
        var held = await _store.HeldAsync(city, cancellation);
        var lines = InOrder(items.Select(item => Line(
            scene, item, Step(scene, item, clocks[item.Operation].Select(clock => clock.Line), held),
            headers.GetValueOrDefault(item.Operation))));
        return new MyWorkView(
            scene.Clock,
            [.. lines.Where(line => line.Step.AcknowledgedBy?.Id.Value == me)],
            [.. lines.Where(line => line.Step.AcknowledgedBy is null)],
            [.. lines.Where(line => line.Step.AcknowledgedBy is { } other && other.Id.Value != me)]);
    }

    /// <summary>Absent when the step is no longer open or is not the asker's to see.</summary>
    public async Task<WorkItemView?> ItemAsync(
        ViewScene scene, OperationId operation, WorkItemId item, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var found = (await _store.WorkItemsAsync(city, operation, cancellation))
            .FirstOrDefault(each => StepLines.Number(each.Line.Key) == item.Value);
        if (found is null || !MaySee(scene, found.Line.Role)) return null;
        var header = (await _store.HeadersAsync(city, [operation], cancellation)).FirstOrDefault();
        var lines = await IncidentLines.ReadAsync(
            scene, _store, header is null ? [] : [header], cancellation);
        var story = IncidentStory.Read(scene, await _store.HistoryAsync(city, operation, cancellation));
        var line = Line(scene, found, Step(scene, found, lines.Clocks[operation], lines.Held), header?.Line);
        var version = new ProcedureVersionId(found.Line.Version);
        return new WorkItemView
        {
            Clock = scene.Clock,
            Line = line with { Step = line.Step with { LadderLevel = story.LadderLevelOf(item) } },
            Incident = header is { Line.Kind: not null } ? lines.Of(header) : null,
            ProcedureName = scene.Names.Procedure(version),
            Instruction = scene.Names.Instruction(version, found.Line.ElementId),
            Form = await _forms.FindAsync(
                city, new SoughtStep(version, found.Line.ElementId, found.Line.Role), scene.Language, cancellation),
            Hold = story.HoldOf(item),
            History = [.. story.Newest.Where(entry => entry.Item == item.Value)],
            MayAct = MayAct(scene, found.Line.Role),
            IsMine = found.Line.AcknowledgedBy is { } by && by == scene.Asker.Person?.Value,
        };
    }

    private static bool MayAct(ViewScene scene, string role) => StepAccess.Allows(
        scene.Asker, FrontDoorOperation.ClaimWorkItem, scene.Context.Directory, role);

    private static bool MaySee(ViewScene scene, string role) => MayAct(scene, role)
        || StepAccess.Allows(scene.Asker, FrontDoorOperation.ViewIncident, scene.Context.Directory, role);

    private static StepLine Step(
        ViewScene scene, Listed<WorkItemLine> item, IEnumerable<ClockLine> clocks, HeldRuns held) =>
        StepLines.Of(scene, item.Line, clocks, held.Contains(item.Operation, item.Line.Run));

    private static WorkLine Line(
        ViewScene scene, Listed<WorkItemLine> item, StepLine step, OperationHeader? header) => new(
        item.Operation, step,
        header?.Title is { } title ? scene.Names.Title(header.Kind ?? "", title) : null,
        (IncidentSeverity?)header?.Severity,
        StepAccess.Holds(scene.Asker, scene.Context.Directory, item.Line.Role));

    private static ImmutableArray<WorkLine> InOrder(IEnumerable<WorkLine> lines) =>
    [
        .. lines.OrderBy(line => line.Step.NextDueAt ?? NodaTime.Instant.MaxValue)
            .ThenBy(line => line.Step.OfferedAt).ThenBy(line => line.Operation.Value).ThenBy(line => line.Step.Item),
    ];
}
