using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <param name="Generation">Of the clock when the timer was armed; an older one is stale.</param>
public sealed record ClockTimer(ClockId Clock, int Generation, Instant DueAt);

/// <summary>One timer per clock serves the clock and its ladder. Arm it anew after every change of either.</summary>
public static class ServiceLevelTimers
{
    /// <summary>When the clock itself next needs attention: a warning, its due instant, or the end of a
    /// pause.</summary>
    public static ClockTimer? NextDue(ServiceClock clock)
    {
        var next = clock.State switch
        {
            ClockState.Running => clock.Schedule.Warnings.Where(warning => !warning.Fired)
                .Select(warning => (Instant?)warning.At).Append(clock.Breached ? null : clock.DueAt).Min(),
            ClockState.Paused => ClockEngine.OpenPauses(clock).Min(pause => pause.AutoResumeAt),
            _ => null,
        };
        return next is { } at ? new(clock.Id, clock.Generation, at) : null;
    }

    /// <summary>The earlier of the clock's and the ladder's next instant.</summary>
    public static ClockTimer? NextDue(ServiceClock clock, LadderRun? run, CalendarBook calendars)
    {
        var ofClock = NextDue(clock);
        if (run is null || LadderSchedule.NextDue(run, clock, calendars) is not { } ofLadder) return ofClock;
        return ofClock is null || ofLadder < ofClock.DueAt ? new(clock.Id, clock.Generation, ofLadder) : ofClock;
    }

    /// <summary>Handles a timer for the clock and then its ladder. A timer of an older generation is a fact and
    /// nothing else.</summary>
    public static TimerHandled Fire(LadderRun? run, ClockTimer timer, LadderContext context, Instant at)
    {
        var clock = context.Clock;
        var isLadderLive = run is not null && run.State != LadderState.Stopped;
        if (timer.Generation != clock.Generation || (!clock.IsOpen && !isLadderLive))
            return new(clock, run, [new StaleTimer(clock.Id, at, timer.Generation, timer.DueAt)]);
        ImmutableArray<ServiceLevelFact> facts = [];
        if (clock.IsOpen) (clock, facts) = ClockEngine.Fire(clock, context.Calendars, timer, at);
        if (run is null) return new(clock, run, facts);
        var climbed = LadderEngine.Fire(run, context with { Clock = clock }, at);
        return new(clock, climbed.Run, [.. facts, .. climbed.Facts]);
    }
}

public sealed record TimerHandled(ServiceClock Clock, LadderRun? Run, ImmutableArray<ServiceLevelFact> Facts);

/// <summary>What a screen shows of a clock at an instant; never stored.</summary>
public static class ClockView
{
    private const int RiskPercent = 75;

    public static ClockHealth Health(ServiceClock clock, CalendarBook calendars, Instant now)
    {
        if (!clock.IsOpen) return ClockHealth.Closed;
        if (clock.Breached || clock.DueAt < now) return ClockHealth.Breached;
        if (clock.State == ClockState.Paused) return ClockHealth.Paused;
        var riskAt = Timetable.PercentDue(clock.Schedule, calendars.For(clock), RiskPercent);
        return riskAt <= now ? ClockHealth.AtRisk : ClockHealth.OnTrack;
    }

    /// <summary>Open time used, pauses left out.</summary>
    public static Duration Elapsed(ServiceClock clock, CalendarBook calendars, Instant now) =>
        Timetable.Hold(clock.Schedule, calendars.For(clock), now).Elapsed;

    /// <summary>Open time left; negative when late.</summary>
    public static Duration Remaining(ServiceClock clock, CalendarBook calendars, Instant now) =>
        Timetable.Hold(clock.Schedule, calendars.For(clock), now).Remaining;

    /// <summary>For a start outside the hours: when the clock begins to count.</summary>
    public static Instant? CountsFrom(ServiceClock clock, CalendarBook calendars) =>
        clock.Schedule.CountingSince is { } since ? calendars.For(clock).NextOpening(since) : null;
}
