using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Simulation;

/// <summary>Tells what happens in a drill in the words of a scenario's expectations.</summary>
internal sealed class SightRecorder
{
    private readonly ImmutableArray<Sight>.Builder _sights = ImmutableArray.CreateBuilder<Sight>();

    public ImmutableArray<Sight> Sights => _sights.ToImmutable();

    public void Observe(VirtualStep step)
    {
        foreach (var fact in step.Result.Facts)
            See(step, fact);

        foreach (var effect in step.Result.Effects.OfType<NotifyPeople>())
        {
            foreach (var person in effect.People)
                See(new Sight(step.At, SightKind.Notified, DrillPeople.RoleOf(person)));
        }
    }

    public void See(Sight sight) => _sights.Add(sight);

    private void See(VirtualStep step, OperationFact fact)
    {
        switch (fact)
        {
            case IncidentOpened opened:
                See(new Sight(step.At, SightKind.Opened, null));
                See(new Sight(step.At, SightKind.Severity, null) { Number = (int)opened.Opening.Severity });
                break;

            case IncidentSeverityChanged changed:
                See(new Sight(step.At, SightKind.Severity, null) { Number = (int)changed.To });
                break;

            case IncidentClosed:
                See(new Sight(step.At, SightKind.Closed, null));
                break;

            case WorkItemOffered { Item: var item }:
                See(new Sight(step.At, SightKind.Offered, item.ElementId));
                break;

            case WorkItemAcknowledged acknowledged:
                See(new Sight(step.At, SightKind.Acknowledged, Element(step, acknowledged.Item)));
                break;

            case WorkItemCompleted completed:
                See(new Sight(step.At, SightKind.Completed, Element(step, completed.Item)));
                break;

            case ClockAdvanced { Fact: var clockFact }:
                SeeClock(step, clockFact);
                break;
        }
    }

    private void SeeClock(VirtualStep step, ServiceLevelFact fact)
    {
        if (!step.Result.Operation.Clocks.TryGetValue(fact.Clock, out var attached))
            return;

        var (element, metric) = (attached.Subject.ElementId, Name(attached.State.Level.Metric));
        switch (fact)
        {
            case ClockStarted { Schedule.DueAt: { } due }:
                See(new Sight(due, SightKind.Due, element) { Metric = metric });
                break;

            case ClockRetargeted { Schedule.DueAt: { } due }:
                See(new Sight(due, SightKind.Due, element) { Metric = metric });
                break;

            case ClockBreached breached:
                See(new Sight(breached.BreachedAt, SightKind.Breached, element) { Metric = metric });
                break;

            case LevelFired fired:
                See(new Sight(step.At, SightKind.Escalated, element) { Metric = metric, Number = fired.Level });
                break;
        }
    }

    private static string? Element(VirtualStep step, WorkItemId id) =>
        step.Before.WorkItems.TryGetValue(id, out var item) ? item.ElementId : null;

    private static string Name(Metric metric) => metric switch
    {
        Metric.Acknowledge => "ack",
        Metric.Respond => "respond",
        Metric.Resolve => "resolve",
        _ => "custom",
    };
}
