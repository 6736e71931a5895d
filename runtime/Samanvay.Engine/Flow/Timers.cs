using Samanvay.Engine.Flow.Events;

namespace Samanvay.Engine.Flow;

internal static class Timers
{
    public static void Arm(Turn turn, Arm arm, TokenId? token, ScopeId scope, DueTime due) =>
        Arm(turn, new(new(turn.NextId), arm.Event.Id, token, scope, due.At) { Cycle = due.Cycle, Part = arm.Part });

    public static Rejection? Fire(Turn turn, FireTimer command)
    {
        if (!turn.Instance.Timers.TryGetValue(command.Timer, out var timer)) return new TimerNotFound(command.Timer);
        if (turn.Now < timer.DueAt) return new TimerNotDue(command.Timer);
        turn.Record(new TimerFired(turn.Now, timer.Id, timer.Element));
        var repeats = timer.Part is null && Happenings.Repeats(turn.Process.Node(timer.Element));
        if (timer.Cycle is { Left: null or > 0 } cycle && repeats) ArmNext(turn, timer, cycle);
        Happenings.Happen(turn, timer.Element, new(timer.Token, timer.Scope, null), timer.Part);
        return null;
    }

    // From the due instant, not from now: a late delivery must not shift the rhythm.
    private static void ArmNext(Turn turn, ArmedTimer timer, TimerCycle cycle) => Arm(turn, timer with
    {
        Id = new(turn.NextId),
        DueAt = DueTimes.After(timer.DueAt, cycle.Every, turn.Zone),
        Cycle = cycle with { Left = cycle.Left - 1 },
    });

    private static void Arm(Turn turn, ArmedTimer timer)
    {
        turn.Record(new TimerArmed(turn.Now, timer.Id, timer.Element, timer.Token, timer.Scope, timer.DueAt)
        {
            Cycle = timer.Cycle,
            Part = timer.Part,
        });
        turn.Request(new ScheduleTimer(timer.Id, timer.DueAt));
    }
}
