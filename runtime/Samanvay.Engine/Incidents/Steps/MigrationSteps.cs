using System.Collections.Immutable;
using Samanvay.Engine.Migration;
using Samanvay.Engine.Soundness;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>Has a run go on with another version of its procedure, with its open work and what was promised for
/// it.</summary>
internal static class MigrationSteps
{
    // Commands wait for this one: whoever asks has looked further ahead before.
    private static readonly SoundnessLimits Ahead = new(States: 2_000);

    public static OperationRejection? Migrate(OperationTurn turn, MigrateRun command)
    {
        if (!turn.Operation.Runs.TryGetValue(command.Run, out var run)) return new RunNotFound(command.Run);
        if (turn.Context.Find(run.Version) is not { } source) return new ProcedureNotFound(run.Version);
        if (turn.Context.Find(command.Target) is not { } target) return new ProcedureNotFound(command.Target);
        var route = new MigrationRoute(source.Process, target.Process, command.Plan);
        var moved = ProcessMigration.Move(route, run.Instance, turn.Now, target.Parameters, Ahead);
        if (moved is not MigrationDone { Step: var step }) return new RunNotMovable(moved.Problems);
        turn.Record(new RunMigrated(command.Run, run.Version, target.Version, command.By, command.Reason));
        var promises = new PromiseMoves(turn, route, source, target);
        promises.Run(command.Run);
        foreach (var item in turn.Operation.WorkItems.Values.Where(item => item.Run == command.Run))
        {
            Move(turn, route, item);
            promises.Item(turn.Operation.WorkItems[item.Id], item.ElementId);
        }

        RunSteps.Follow(turn, command.Run, target, step);
        return null;
    }

    // A step that nobody has taken is offered to whoever is to do it from now on: else only people would see it who are
    // no longer meant. Whoever has taken a step keeps it, and what a ladder gave to another role stays there.
    private static void Move(OperationTurn turn, MigrationRoute route, WorkItem item)
    {
        var (before, after) = (route.Source.Nodes[item.ElementId], route.Map.NodeOf(item.ElementId)!);
        var isFree = item.State == WorkItemState.Offered && item.Role == FirstRole(before.CandidateRoles);
        var role = isFree ? FirstRole(after.CandidateRoles) : item.Role;
        if (after.Id == item.ElementId && role == item.Role) return;
        turn.Record(new WorkItemMoved(item.Id, after.Id, role));
        if (role != item.Role)
            WorkItemSteps.Notify(turn, turn.Operation.WorkItems[item.Id], AnnouncementKind.Offered, role);
    }

    private static string FirstRole(ImmutableArray<string> roles) => roles.IsDefaultOrEmpty ? "" : roles[0];
}
