using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>When what of a ladder is due.</summary>
internal static class LadderSchedule
{
    private static readonly Duration LoopPatience = Duration.FromMinutes(5);

    public static Instant? NextDue(LadderRun run, ServiceClock clock, CalendarBook calendars)
    {
        if (run.State == LadderState.Stopped) return null;
        if (run.State == LadderState.Acknowledged) return run.ProgressDueAt;
        if (IsSuspended(clock)) return null;
        var levels = run.Ladder.TimedAbove(run.Level).Select(level => Due(run, level, clock, calendars));
        var next = levels.Append(RepeatDue(run, calendars)).Append(LoopDue(run)).Where(due => due is not null).Min();
        return next < run.NotBefore ? run.NotBefore : next;
    }

    // A pause holds what counts towards the target, but never the escalation of what is late already.
    public static bool IsSuspended(ServiceClock clock) => clock is { State: ClockState.Paused, Breached: false };

    public static bool IsHeld(LadderRun run, ServiceClock clock, Instant at) =>
        run.NotBefore > at || IsSuspended(clock);

    public static Instant? Due(LadderRun run, LadderLevel level, ServiceClock clock, CalendarBook calendars)
    {
        var calendar = calendars[level.Calendar];
        if (level.Fire is AfterAckTimeout after)
            return calendar.Add(run.AnchorAt, after.Delay - run.AnchorDelay).At;
        if (clock.State is ClockState.Idle or ClockState.Cancelled) return null;
        var breach = clock.BreachedAt ?? (clock.State == ClockState.Running ? clock.DueAt : null);
        if (run.Loops > 0) breach = run.AnchorAt;
        return level.Fire switch
        {
            AtPercent when run.Loops > 0 => run.AnchorAt,
            AtPercent percent => Timetable.PercentDue(clock.Schedule, calendars.For(clock), percent.Percent),
            AtBreach => breach,
            AfterBreach delay => breach is { } at ? calendar.Add(at, delay.Delay).At : null,
            _ => null,
        };
    }

    public static Instant? RepeatDue(LadderRun run, CalendarBook calendars) =>
        run.LastFiredAt is { } last && run.Ladder.Find(run.Level) is { RepeatEvery: { } every } level
        && run.Fires.ContainsKey(run.Level) && run.Repeats < Math.Min(level.RepeatMax, Ladder.RepeatCap)
            ? calendars[level.Calendar].Add(last, every).At
            : null;

    public static Instant? LoopDue(LadderRun run)
    {
        if (run.LastFiredAt is not { } last || run.Loops >= run.Ladder.LoopMax || !IsAtTop(run)) return null;
        var top = run.Ladder.Find(run.Level);
        return last + (top?.RepeatEvery ?? top?.AckTimeout ?? LoopPatience);
    }

    /// <summary>No level is left and the present one has been repeated as often as it is to be.</summary>
    public static bool IsAtTop(LadderRun run) =>
        run.Level > 0 && !run.Ladder.TimedAbove(run.Level).Any()
        && !(run.Ladder.Find(run.Level) is { RepeatEvery: not null } level && run.Fires.ContainsKey(run.Level)
             && run.Repeats < Math.Min(level.RepeatMax, Ladder.RepeatCap));
}
