using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;

namespace Samanvay.Engine.Flow;

internal static class Timers
{
    public static void Arm(Turn turn, string element, TokenId? token, ScopeId scope, DueTime due)
    {
        var id = new TimerId(turn.NextId);
        turn.Record(new TimerArmed(turn.Now, id, element, token, scope, due.At) { Cycle = due.Cycle });
        turn.Request(new ScheduleTimer(id, due.At));
    }

    public static Rejection? Fire(Turn turn, FireTimer command)
    {
        if (!turn.Instance.Timers.TryGetValue(command.Timer, out var timer)) return new TimerNotFound(command.Timer);
        if (turn.Now < timer.DueAt) return new TimerNotDue(command.Timer);
        turn.Record(new TimerFired(turn.Now, timer.Id, timer.Element));
        var node = turn.Process.Node(timer.Element);
        if (timer.Cycle is { Left: null or > 0 } cycle && Repeats(node)) ArmNext(turn, timer, cycle);
        BehaviorTable.Occur(turn, node, new(timer.Token, timer.Scope, null));
        return null;
    }

    // From the due instant, not from now: a late delivery must not shift the rhythm.
    private static void ArmNext(Turn turn, ArmedTimer timer, TimerCycle cycle)
    {
        var at = DueTimes.After(timer.DueAt, cycle.Every, turn.Zone);
        var next = cycle with { Left = cycle.Left - 1 };
        Arm(turn, timer.Element, timer.Token, timer.Scope, new DueTime(at, next));
    }

    // Only what leaves its host running can happen again.
    private static bool Repeats(ExecutableNode node) => node switch
    {
        BoundaryEventNode boundary => !boundary.IsInterrupting,
        StartEventNode { Handler: { } handler } => !handler.IsInterrupting,
        _ => false,
    };
}
