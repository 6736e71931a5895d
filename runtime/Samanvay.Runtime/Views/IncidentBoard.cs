using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views.Steering;
using Samanvay.Runtime.Work;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the screen of one incident.</summary>
internal sealed class IncidentBoard(ViewSources sources)
{
    private const int TimelineMax = 500;

    private readonly IViewStore _store = sources.Store;
    private readonly GaugeBoard _gauges = new(sources.Series, sources.Intake);

    /// <summary>Absent when there is none, or none that the asker may see.</summary>
    public async Task<IncidentView?> OfAsync(ViewScene scene, OperationId id, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var header = (await _store.HeadersAsync(city, [id], cancellation)).FirstOrDefault();
        if (header is not { Line.Kind: not null }) return null;
        var story = IncidentStory.Read(scene, await _store.HistoryAsync(city, id, cancellation));
        if (!MaySee(scene, story.Roles)) return null;
        if (await _store.StateAsync(city, id, cancellation) is not { } stored) return null;
        var operation = OperationJson.ReadState(stored.State.Span);
        var lines = await IncidentLines.ReadAsync(scene, _store, [header], cancellation);
        var steps = Steps(lines, id, story);
        return new IncidentView
        {
            Clock = scene.Clock,
            Header = lines.Of(header),
            OpenedBy = operation.Incident?.OpenedBy is { } by ? scene.Names.Person(by) : null,
            Runs = await RunsAsync(scene, operation, story, cancellation),
            Steps = steps,
            Timeline = [.. story.Newest.Take(TimelineMax)],
            Faults = Faults(scene, operation),
            Gauge = await _gauges.OfAsync(scene, header.Line, cancellation),
        };
    }

    private static bool MaySee(ViewScene scene, IReadOnlySet<string> roles) =>
        AccessPolicy.ReachOf(scene.Asker, FrontDoorOperation.ViewIncident) switch
        {
            AccessReach.WholeCity => true,
            AccessReach.OwnAgency => StepAccess.RolesOf(scene.Asker, scene.Context.Directory).Any(roles.Contains),
            _ => false,
        };

    private static ImmutableArray<StepLine> Steps(IncidentLines lines, OperationId id, IncidentStory story) =>
    [
        .. StepLines.InOrder(lines.StepsOf(id)
            .Select(step => step with { LadderLevel = story.LadderLevelOf(new WorkItemId(step.Item)) })),
    ];

    private async Task<ImmutableArray<RunView>> RunsAsync(
        ViewScene scene, Operation operation, IncidentStory story, CancellationToken cancellation)
    {
        var runs = ImmutableArray.CreateBuilder<RunView>();
        foreach (var (id, run) in operation.Runs)
        {
            var version = await sources.Procedures.FindVersionAsync(scene.Asker.City, run.Version, cancellation);
            runs.Add(new RunView(
                id.Value, run.Version.Value, scene.Names.Procedure(run.Version), version?.Number,
                version?.Files.Diagram)
            {
                Status = run.Instance.Status,
                StartedAt = run.Instance.StartedAt,
                EndedAt = run.Instance.EndedAt,
                Tokens = RunTokens.Of(operation, id, scene.Now),
                Completed = story.CompletedOf(id),
                Hold = story.HoldOf(id),
                Choices = new RunChoicesReader(scene, operation, id).Read(story.CompletedOf(id)),
            });
        }

        return runs.ToImmutable();
    }

    private static ImmutableArray<FaultView> Faults(ViewScene scene, Operation operation) =>
    [
        .. from run in operation.Runs
           from fault in run.Value.Instance.Faults.Values
           select new FaultView(
               run.Key.Value, fault.Id.Value, fault.Element, scene.Names.Step(run.Value.Version, fault.Element),
               fault.Message)
           {
               RaisedAt = fault.RaisedAt,
               Retryable = fault.Retryable,
               Ways = scene.Context.Find(run.Value.Version) is { } procedure
                   ? RunChoicesReader.Ways(scene, procedure, run.Value.Instance, fault.Token) : [],
           },
    ];
}
