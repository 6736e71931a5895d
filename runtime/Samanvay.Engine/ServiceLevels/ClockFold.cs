using System.Diagnostics;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>The only way in which a clock changes.</summary>
public static class ClockFold
{
    /// <summary>True for the facts that <see cref="Apply"/> folds; the others are the ladder's.</summary>
    public static bool Folds(ServiceLevelFact fact) => fact is
        ClockStarted or ClockPaused or ClockResumed or ClockWarned or ClockBreached or BreachRetracted or BreachWaived
        or ClockStopped or CompletionRepeated or ClockCancelled or ClockReopened or ClockRetargeted or DueRecalculated
        or StaleTimer;

    /// <param name="clock">None before <see cref="ClockStarted"/>.</param>
    public static ServiceClock Apply(ServiceClock? clock, ServiceLevelFact fact)
    {
        if (fact is ClockStarted started) return Start(started);
        ArgumentNullException.ThrowIfNull(clock);
        return fact switch
        {
            ClockPaused paused => clock with
            {
                State = ClockState.Paused, Generation = paused.Generation, Schedule = paused.Schedule,
                Pauses = clock.Pauses.Add(paused.Pause),
            },
            ClockResumed resumed => Resume(clock, resumed),
            ClockWarned warned => clock with { Schedule = Warn(clock.Schedule, warned.Percent) },
            ClockBreached breached => clock with
            {
                BreachedAt = breached.BreachedAt, DetectedAt = breached.At, Schedule = Warn(clock.Schedule, 100),
            },
            BreachRetracted => clock with { BreachedAt = null, DetectedAt = null },
            BreachWaived => clock with { Outcome = ClockOutcome.Waived },
            ClockStopped or ClockCancelled => Close(clock, fact),
            ClockReopened or ClockRetargeted or DueRecalculated => Reschedule(clock, fact),
            CompletionRepeated or StaleTimer => clock,
            _ => throw new UnreachableException($"No clock changes by {fact.GetType().Name}."),
        };
    }

    private static ServiceClock Start(ClockStarted fact) => new()
    {
        Id = fact.Clock, Level = fact.Level, Subject = fact.Subject, Owner = fact.Owner, Severity = fact.Severity,
        State = fact.Schedule.CountingSince is null ? ClockState.Paused : ClockState.Running,
        Generation = fact.Generation, StartedAt = fact.StartedAt, CalendarVersion = fact.CalendarVersion,
        Schedule = fact.Schedule, Pauses = fact.Pauses, Previous = fact.Previous,
    };

    private static ServiceClock Resume(ServiceClock clock, ClockResumed fact) => clock with
    {
        State = fact.Schedule.CountingSince is null ? ClockState.Paused : ClockState.Running,
        Generation = fact.Generation, Schedule = fact.Schedule,
        Pauses = [.. clock.Pauses.Select(pause => pause.Reason == fact.Reason ? End(pause, fact.ResumedAt) : pause)],
    };

    private static ServiceClock Close(ServiceClock clock, ServiceLevelFact fact)
    {
        clock = clock with { Pauses = [.. clock.Pauses.Select(pause => End(pause, fact.At))] };
        return fact switch
        {
            ClockStopped stopped => clock with
            {
                State = ClockState.Stopped, Generation = stopped.Generation, StoppedAt = stopped.CompletedAt,
                Outcome = stopped.Outcome, Schedule = stopped.Schedule,
            },
            ClockCancelled cancelled => clock with
            {
                State = ClockState.Cancelled, Generation = cancelled.Generation, StoppedAt = cancelled.At,
                Outcome = cancelled.Outcome,
            },
            _ => throw new UnreachableException(),
        };
    }

    private static ServiceClock Reschedule(ServiceClock clock, ServiceLevelFact fact) => fact switch
    {
        ClockReopened reopened => clock with
        {
            State = ClockState.Running, Generation = reopened.Generation, Schedule = reopened.Schedule,
            StoppedAt = null, Outcome = null,
        },
        ClockRetargeted retargeted => clock with
        {
            State = retargeted.Schedule.CountingSince is null ? ClockState.Paused : ClockState.Running,
            Generation = retargeted.Generation, Schedule = retargeted.Schedule, Level = retargeted.Level,
            Severity = retargeted.Severity, CalendarVersion = retargeted.CalendarVersion,
        },
        DueRecalculated moved => clock with
        {
            Generation = moved.Generation, Schedule = moved.Schedule, CalendarVersion = moved.CalendarVersion,
        },
        _ => throw new UnreachableException(),
    };

    private static ClockSchedule Warn(ClockSchedule schedule, int percent) => schedule with
    {
        Warnings = [.. schedule.Warnings.Select(warning =>
            warning with { Fired = warning.Fired || warning.Percent <= percent })],
    };

    private static PauseSpan End(PauseSpan pause, Instant at) => pause.To is null ? pause with { To = at } : pause;
}
