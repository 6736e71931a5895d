namespace Samanvay.Engine.Incidents.Steps;

/// <summary>What happens when an armed instant has come.</summary>
internal static class TimerSteps
{
    /// <remarks>A timer that is no longer armed leaves a trace and does nothing else (sla.md 3.4, rule 2).</remarks>
    public static OperationRejection? Fire(OperationTurn turn, FireDue command)
    {
        if (command.Timer.Process is { } timer && IsArmed(turn, timer.Run, timer.Timer))
            return RunSteps.Step(turn, timer.Run, new FireTimer(turn.Now, timer.Timer));

        if (command.Timer.Clock is { } clock && ClockSteps.IsDue(turn, clock))
        {
            ClockSteps.FireDue(turn, clock);
            return null;
        }

        turn.Record(new StaleTimerDropped(command.Timer, command.Generation));
        return null;
    }

    private static bool IsArmed(OperationTurn turn, InstanceId run, TimerId timer) =>
        turn.Operation.Runs.TryGetValue(run, out var procedureRun)
        && procedureRun.Suspension is null
        && procedureRun.Instance.Timers.TryGetValue(timer, out var armed)
        && armed.DueAt <= turn.Now;
}
