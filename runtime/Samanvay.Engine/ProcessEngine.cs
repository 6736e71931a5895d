using System.Diagnostics;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Containers;
using Samanvay.Engine.Elements.Tasks;
using Samanvay.Engine.Flow;
using Samanvay.Engine.Flow.Freedom;

namespace Samanvay.Engine;

/// <summary>Runs processes. Both methods are pure: same arguments, same answer; no clock, no database, no
/// network.</summary>
public static class ProcessEngine
{
    /// <summary>Says what happens when <paramref name="command"/> reaches <paramref name="instance"/>.</summary>
    public static StepResult Step(ExecutableProcess process, ProcessInstance instance, Command command)
    {
        if (Refuse(process, instance, command) is { } refusal) return new Rejected(refusal);
        var turn = new Turn(process, instance, command.At);
        if (Handle(turn, command) is { } rejection) return new Rejected(rejection);
        turn.Run();
        return turn.Accept();
    }

    /// <summary>Adds one fact to the state. Replaying a history through it rebuilds any instance.</summary>
    public static ProcessInstance Apply(ProcessInstance instance, Fact fact) => Fold.Apply(instance, fact);

    private static Rejection? Refuse(ExecutableProcess process, ProcessInstance instance, Command command) =>
        (instance.Status, command) switch
        {
            (ProcessStatus.New, StartProcess) => null,
            (ProcessStatus.New, _) => new NotStarted(),
            (_, StartProcess) => new AlreadyStarted(),
            (ProcessStatus.Running, _) when instance.Process != process.Id || instance.Version != process.Version =>
                new OtherProcess($"{instance.Process} ({instance.Version})"),
            (ProcessStatus.Running, _) => null,
            _ => new AlreadyEnded(),
        };

    // The one table of commands. What it returns is why nothing was done; null is accepted.
    private static Rejection? Handle(Turn turn, Command command) => command switch
    {
        StartProcess start => Starting.Start(turn, start),
        CompleteUserTask done => UserTaskBehavior.Complete(turn, done),
        CompleteActivity done => ActivityTaskBehavior.Complete(turn, done),
        FailActivity failed => ActivityTaskBehavior.Fail(turn, failed),
        CompleteCall done => CallActivityBehavior.Complete(turn, done),
        ThrowBpmnError thrown => Errors.ThrowAt(turn, thrown),
        ThrowEscalation thrown => Escalations.ThrowAt(turn, thrown),
        FireTimer fired => Timers.Fire(turn, fired),
        DeliverMessage message => Messages.Deliver(turn, message),
        DeliverSignal signal => Signals.Deliver(turn, signal),
        RetryFault retry => Faults.Retry(turn, retry),
        SkipFault skip => Faults.Skip(turn, skip),
        StartAdHocStep start => AdHocBehavior.Start(turn, start),
        FinishAdHoc finish => AdHocBehavior.Finish(turn, finish),
        MoveToken move => Moving.Move(turn, move),
        RepeatActivity repeat => Repeating.Repeat(turn, repeat),
        SkipToken skip => Skipping.Skip(turn, skip),
        SetVariables set => Variables.SetByHand(turn, set),
        CancelInstance cancel => Ending.Cancel(turn, cancel),
        _ => throw new UnreachableException($"No case for the command {command.GetType().Name}."),
    };
}
