using System.Collections.Immutable;
using Samanvay.Engine.Migration;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>Holds runs and lets them go on. What people ask of a held run is refused; what has happened outside is kept
/// and takes effect on resume.</summary>
/// <remarks>On resume what was kept comes before the timers that fell due in the meantime: work that was done in time
/// must not lose to a clock that nobody could answer.</remarks>
internal static class HoldSteps
{
    public static OperationRejection? Suspend(OperationTurn turn, SuspendRun command)
    {
        if (Chosen(turn, command.Run, isHeld: false, out var runs) is { } rejection)
            return rejection;

        foreach (var run in runs)
            turn.Record(new RunSuspended(run, turn.Now, command.By, command.Reason));

        return null;
    }

    public static OperationRejection? Resume(OperationTurn turn, ResumeRun command)
    {
        if (Chosen(turn, command.Run, isHeld: true, out var runs) is { } rejection)
            return rejection;

        var kept = turn.Operation.Kept?.FindAll(each => runs.Contains(each.Run)) ?? [];
        foreach (var run in runs)
            turn.Record(new RunResumed(run, turn.Now, command.By, command.Reason));

        // One may make the next pointless, as it would have without the hold; that is no refusal of the resumption.
        foreach (var each in kept)
            _ = RunSteps.Step(turn, each.Run, each.Input with { At = turn.Now });

        return null;
    }

    /// <summary>A held run is asked for something, or something happened that it waits for.</summary>
    public static OperationRejection? Meet(OperationTurn turn, InstanceId run, Suspension held, Command command)
    {
        switch (command)
        {
            case DeliverMessage message when !Waits.ForMessage(turn.ProcedureOf(run)!.Process, message.Name):
                return new ProcessRefused(new MessageNotAwaited(message.Name));
            case DeliverSignal signal when !Waits.ForSignal(turn.ProcedureOf(run)!.Process, signal.Name):
                return new ProcessRefused(new SignalNotAwaited(signal.Name));
            case DeliverMessage or DeliverSignal or ThrowEscalation when IsFull(turn, run):
                return new HeldRunFull(run);
            case DeliverMessage or DeliverSignal or ThrowEscalation:
                break;
            case CompleteActivity done when !IsAwaited(turn, run, done.Token):
                return Late(turn, run, done.Token);
            case FailActivity failed when !IsAwaited(turn, run, failed.Token):
                return Late(turn, run, failed.Token);
            case ThrowBpmnError thrown when !IsAwaited(turn, run, thrown.Token):
                return Late(turn, run, thrown.Token);
            case CompleteCall done when !IsAwaited(turn, run, done.Token):
                return Late(turn, run, done.Token);
            case CompleteActivity or FailActivity or ThrowBpmnError or CompleteCall:
                break;
            default:
                return new RunHeld(run, held);
        }

        turn.Record(new InputKept(run, command));
        return null;
    }

    private static bool IsFull(OperationTurn turn, InstanceId run) =>
        turn.Operation.Kept?.Count(each => each.Run == run && Answers(each.Input) is null) >= Operation.KeptPerRunMax;

    // A second answer to the same question is as late as one to a question that was taken back.
    private static bool IsAwaited(OperationTurn turn, InstanceId run, TokenId token) =>
        turn.Operation.Runs[run].Instance.Tokens.TryGetValue(token, out var waiting)
        && waiting.State is TokenState.Requested or TokenState.Called
        && turn.Operation.Kept?.Exists(each => each.Run == run && Answers(each.Input) == token) != true;

    private static TokenId? Answers(Command command) => command switch
    {
        CompleteActivity done => done.Token,
        FailActivity failed => failed.Token,
        ThrowBpmnError thrown => thrown.Token,
        CompleteCall done => done.Token,
        _ => null,
    };

    private static ProcessRefused Late(OperationTurn turn, InstanceId run, TokenId token) => new(
        turn.Operation.Runs[run].Instance.Tokens.TryGetValue(token, out var there)
            ? new StepNotOpen(token, there.Element)
            : new TokenNotFound(token));

    private static OperationRejection? Chosen(
        OperationTurn turn, InstanceId? asked, bool isHeld, out ImmutableArray<InstanceId> runs)
    {
        runs = [.. turn.Operation.Runs.Where(each => each.Value.Instance.IsRunning
            && each.Value.Suspension is not null == isHeld
            && (asked is null || asked == each.Key)).Select(each => each.Key)];
        if (!runs.IsEmpty)
            return null;

        if (asked is not { } one)
            return isHeld ? new NothingHeld() : new NothingToHold();

        return !turn.Operation.Runs.TryGetValue(one, out var run) ? new RunNotFound(one)
            : !run.Instance.IsRunning ? new ProcessRefused(new AlreadyEnded())
            : run.Suspension is { } held ? new RunHeld(one, held)
            : new RunNotHeld(one);
    }
}
