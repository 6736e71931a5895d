using System.Collections.Immutable;
using Samanvay.Engine.Migration;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>What a migration does to promises: those of both versions run on as they were made, those that the new
/// version does not make are cancelled, those that it adds count from now.</summary>
internal sealed class PromiseMoves(OperationTurn turn, MigrationRoute route, Procedure source, Procedure target)
{
    public const string Reason = "migrated";

    public void Run(InstanceId run) =>
        Move(new ClockSubject(run, null, target.ProcessId, null), source.ProcessId, isTaken: false);

    public void Item(WorkItem item, string before) => Move(
        new ClockSubject(item.Run, item.Id, route.Map.Of(before)!, item.Role), before,
        isTaken: item.State != WorkItemState.Offered);

    private void Move(ClockSubject subject, string before, bool isTaken)
    {
        var (old, made) = (source.PromisesOf(before), target.PromisesOf(subject.ElementId));
        foreach (var (id, attached) in turn.Operation.Clocks)
        {
            if (attached.Subject.Run != subject.Run || attached.Subject.Item != subject.Item || attached.IsOver)
                continue;
            if (Successor(old, made, attached.State.Level.Id) is { } promise) Follow(id, attached, subject, promise);
            else ClockSteps.Cancel(turn, id, Reason);
        }

        var kept = old.Select(promise => Successor(old, made, promise.Level.Id)).ToHashSet();
        foreach (var promise in made.Where(promise => !kept.Contains(promise)))
        {
            // Who has said "mine" can not be promised to say so.
            if (!isTaken || promise.Level.Metric != Metric.Acknowledge)
                ClockSteps.Attach(turn, target, subject, promise);
        }
    }

    private void Follow(ClockId id, AttachedClock attached, ClockSubject subject, PlannedPromise promise)
    {
        var role = subject.Item is null ? attached.Subject.Role : subject.Role;
        if (attached.Subject.ElementId != subject.ElementId || attached.State.Level.Id != promise.Level.Id
            || attached.Subject.Role != role)
        {
            turn.Record(new ClockMovedAlong(id, subject.ElementId, promise.Level.Id, role));
        }
    }

    // Promises have no names of their own: the second one to resolve is the second one to resolve.
    private static PlannedPromise? Successor(
        ImmutableArray<PlannedPromise> old, ImmutableArray<PlannedPromise> made, string level)
    {
        if (old.FirstOrDefault(promise => promise.Level.Id == level) is not { } before) return null;
        var place = old.Where(promise => promise.Level.Metric == before.Level.Metric).ToList().IndexOf(before);
        return made.Where(promise => promise.Level.Metric == before.Level.Metric).ElementAtOrDefault(place);
    }
}
