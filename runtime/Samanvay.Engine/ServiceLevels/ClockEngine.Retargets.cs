using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

public static partial class ClockEngine
{
    /// <summary>Another severity or another level. A breach that happened is never erased, and a tightened
    /// target leaves the grace.</summary>
    public static ClockResult Retarget(
        ServiceClock clock, CalendarBook calendars, Instant at, ServiceLevel level, int? severity)
    {
        if (!clock.IsOpen) return new ClockRefused(ClockRefusal.NotRunning);
        var turn = new ClockTurn(clock);
        EndPauses(turn, calendars, at);
        NoticeBreach(turn, at, at);
        var held = Timetable.Hold(turn.Clock.Schedule, calendars.For(clock), at);
        var calendar = calendars[level.Calendar];
        var (target, due) = Timetable.Resolve(
            level.TargetFor(severity), calendar, level.Retroactive.Start ? clock.StartedAt : at);
        var basis = held with
        {
            Target = target,
            Remaining = level.Retroactive.Start ? target - held.Elapsed : target,
            Warnings = [], DueAt = null, GraceApplied = false, CalendarExhausted = false,
        };
        var isHeld = turn.Clock.State == ClockState.Paused && CanPause(level);
        if (turn.Clock.State == ClockState.Paused && !isHeld) EndAllPauses(turn, at);
        var schedule = isHeld ? basis : Tightened(level, basis, calendar, at);
        var isExact = due is not null && !isHeld && (!level.Retroactive.Start || turn.Clock.Pauses.IsEmpty);
        if (isExact) schedule = schedule with { DueAt = Latest(due, schedule.DueAt) };
        turn.Record(new ClockRetargeted(clock.Id, at, turn.NextGeneration, level, schedule)
        {
            Severity = severity, CalendarVersion = calendar.Version,
        });
        return turn.Done();
    }

    /// <summary>The calendar has a new version: a clock that follows it gets a new due instant, a pinned one
    /// does not.</summary>
    public static ClockMoved CalendarChanged(ServiceClock clock, CalendarBook calendars, Instant at)
    {
        var turn = new ClockTurn(clock);
        var calendar = calendars.For(clock);
        if (clock is { State: ClockState.Running, Breached: false, DueAt: { } dueBefore })
        {
            var since = clock.Schedule.CountingSince!.Value;
            var schedule = since == clock.StartedAt && clock.Level.TargetFor(clock.Severity) is WorkingDaysTarget
                ? Timetable.Begin(clock.Level, clock.Severity, calendar, since)
                : Timetable.Count(clock.Level, clock.Schedule, calendar, since);
            // An order that comes today can not make work late yesterday.
            if (dueBefore >= at && schedule.DueAt < at) schedule = schedule with { DueAt = at };
            if (schedule.DueAt != dueBefore && dueBefore >= at)
                turn.Record(new DueRecalculated(clock.Id, at, turn.NextGeneration, schedule, calendar.Version));
        }

        return turn.Done();
    }

    /// <summary>Stopped work is taken up again, as the level's reopening policy says.</summary>
    /// <param name="freshId">For the new clock, where the policy is <see cref="ReopenPolicy.Fresh"/>.</param>
    public static ClockResult Reopen(ServiceClock clock, CalendarBook calendars, Instant at, ClockId freshId)
    {
        if (clock.State != ClockState.Stopped) return new ClockRefused(ClockRefusal.NotStopped);
        if (clock.Level.Reopen == ReopenPolicy.Fresh) return Restart(new ClockTurn(clock), calendars, at, freshId);
        var calendar = calendars.For(clock);
        var basis = clock.Schedule;
        if (clock is { Level.Reopen: ReopenPolicy.Cumulative, StoppedAt: { } stoppedAt })
        {
            var closed = calendar.Elapsed(stoppedAt, at);
            basis = basis with { Elapsed = basis.Elapsed + closed, Remaining = basis.Remaining - closed };
        }

        var turn = new ClockTurn(clock);
        turn.Record(new ClockReopened(
            clock.Id, at, turn.NextGeneration, Continue(clock with { Schedule = basis }, calendar, at)));
        return turn.Done();
    }

    /// <summary>Begins again with a new clock that is linked to this one, whose outcome stays what it is.</summary>
    public static ClockResult Reset(ServiceClock clock, CalendarBook calendars, Instant at, ClockId freshId)
    {
        if (clock.State == ClockState.Idle) return new ClockRefused(ClockRefusal.NotRunning);
        var turn = new ClockTurn(clock);
        NoticeBreach(turn, at, at);
        if (clock.IsOpen) Cancel(turn, at, "reset");
        return Restart(turn, calendars, at, freshId);
    }

    private static ClockMoved Restart(ClockTurn turn, CalendarBook calendars, Instant at, ClockId freshId)
    {
        var clock = turn.Clock;
        var idle = ServiceClock.Idle(freshId, clock.Level, clock.Subject, clock.Owner, clock.Severity);
        var fresh = (ClockMoved)Start(idle, calendars, new ClockStart(at) { Previous = clock.Id });
        return fresh with { Facts = [.. turn.Done().Facts, .. fresh.Facts] };
    }

    private static ClockSchedule Tightened(
        ServiceLevel level, ClockSchedule basis, BusinessCalendar calendar, Instant at)
    {
        var schedule = Timetable.Count(level, basis, calendar, at);
        if (level.Retroactive.GraceFloor is not { } floor || schedule.DueAt >= at + floor) return schedule;
        var left = Duration.Max(basis.Remaining, calendar.Elapsed(at, at + floor));
        var graced = Timetable.Count(level, basis with { Remaining = left, GraceApplied = true }, calendar, at);
        return graced with { DueAt = at + floor };
    }

    private static void EndAllPauses(ClockTurn turn, Instant at)
    {
        foreach (var pause in OpenPauses(turn.Clock).ToList())
        {
            turn.Record(new ClockResumed(turn.Clock.Id, at, turn.NextGeneration, pause.Reason, turn.Clock.Schedule)
            {
                ResumedAt = at,
            });
        }
    }

    private static Instant? Latest(Instant? left, Instant? right) => left > right ? left : right;
}
