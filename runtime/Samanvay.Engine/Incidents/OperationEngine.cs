using System.Diagnostics;
using Samanvay.Engine.Incidents.Steps;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// Runs operations. Both methods are pure: same arguments, same answer; no clock, no database, no network.
/// </summary>
public static class OperationEngine
{
    /// <summary>Says what happens when <paramref name="command"/> reaches <paramref name="operation"/>.</summary>
    public static OperationResult Step(OperationContext context, Operation operation, OperationCommand command)
    {
        var turn = new OperationTurn(context, operation, command.At);
        if (Handle(turn, command) is { } rejection)
            return new OperationRejected(rejection);

        IncidentSteps.CloseWhenAllHasEnded(turn);
        return turn.Close();
    }

    /// <summary>Adds one fact to the state.</summary>
    public static Operation Apply(Operation operation, OperationFact fact) => OperationFold.Apply(operation, fact);

    /// <summary>Rebuilds an operation from its history: the facts of each accepted command, in order.</summary>
    public static Operation Replay(OperationId id, IEnumerable<IEnumerable<OperationFact>> entries) =>
        entries.Aggregate(
            Operation.Empty(id),
            (operation, facts) =>
                facts.Aggregate(OperationFold.Begin(operation), Apply) with { Sequence = operation.Sequence + 1 });

    private static OperationRejection? Handle(OperationTurn turn, OperationCommand command) => command switch
    {
        OpenIncident open => IncidentSteps.Open(turn, open),
        ChangeSituation change => IncidentSteps.ChangeSituation(turn, change),
        ChangeSeverity change => IncidentSteps.ChangeSeverity(turn, change),
        AddNote note => IncidentSteps.AddNote(turn, note),
        AcknowledgeAlarm heard => IncidentSteps.AcknowledgeAlarm(turn, heard),
        CloseIncident close => IncidentSteps.Close(turn, close),
        StartProcedure when turn.Operation.Incident is { IsOpen: false } => new IncidentNotOpen(),
        StartProcedure start => RunSteps.Start(turn, start.Start, start.By),
        PublishMessage message => RunSteps.Publish(turn, message.Name, message.Payload),
        FinishActivity finish => RunSteps.FinishActivity(turn, finish),
        ResolveFault resolve => FreedomSteps.Resolve(turn, resolve),
        StartStep start => RunSteps.Step(
            turn, start.Run, new StartAdHocStep(turn.Now, start.Stage, start.Element, start.By)),
        FinishStage finish => RunSteps.Step(
            turn, finish.Run, new FinishAdHoc(turn.Now, finish.Stage, finish.Reason, finish.By)),
        MoveStep move => FreedomSteps.Move(turn, move),
        RepeatStep repeat => FreedomSteps.Repeat(turn, repeat),
        SkipStep skip => FreedomSteps.Skip(turn, skip),
        SuspendRun suspend => HoldSteps.Suspend(turn, suspend),
        ResumeRun resume => HoldSteps.Resume(turn, resume),
        MigrateRun migrate => MigrationSteps.Migrate(turn, migrate),
        CancelRun cancel => RunSteps.Cancel(turn, cancel.Run, cancel.Reason, cancel.By),
        AcknowledgeWorkItem acknowledge => WorkItemSteps.Acknowledge(turn, acknowledge),
        DeclineWorkItem decline => WorkItemSteps.Decline(turn, decline),
        ReportUnable unable => WorkItemSteps.ReportUnable(turn, unable),
        CompleteWorkItem complete => WorkItemSteps.Complete(turn, complete),
        RecalculateClocks => ClockSteps.Recalculate(turn),
        FireDue fire => TimerSteps.Fire(turn, fire),
        _ => throw new UnreachableException($"No step for {command.GetType().Name}."),
    };
}
