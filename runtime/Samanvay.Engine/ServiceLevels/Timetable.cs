using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>Arithmetic of one clock on one calendar.</summary>
internal static class Timetable
{
    /// <summary>The timetable of a clock that starts, with what was already used and paused before it was
    /// attached.</summary>
    public static ClockSchedule Begin(ServiceLevel level, int? severity, BusinessCalendar calendar, Instant from)
    {
        var (target, due) = Resolve(level.TargetFor(severity), calendar, from);
        var schedule = Count(level, new() { Target = target, Remaining = target }, calendar, from);
        return due is null ? schedule : schedule with { DueAt = due };
    }

    /// <summary>Starts counting at <paramref name="since"/> with the basis' remaining time. Warnings already
    /// given stay given.</summary>
    public static ClockSchedule Count(ServiceLevel level, ClockSchedule basis, BusinessCalendar calendar, Instant since)
    {
        var due = calendar.Add(since, basis.Remaining);
        var counting = basis with
        {
            CountingSince = since, DueAt = due.At, CalendarExhausted = basis.CalendarExhausted || due.Exhausted,
        };
        return counting with { Warnings = Warnings(level, counting, calendar) };
    }

    /// <summary>Stops counting. What remains may be negative: the clock is late by that much.</summary>
    public static ClockSchedule Hold(ClockSchedule schedule, BusinessCalendar calendar, Instant at)
    {
        if (schedule.CountingSince is not { } since) return schedule;
        var used = calendar.Elapsed(since, at);
        return schedule with
        {
            CountingSince = null, Elapsed = schedule.Elapsed + used, Remaining = schedule.Remaining - used,
        };
    }

    /// <summary>When that share of the target is used up; more than 100 % is after the breach. None while
    /// paused.</summary>
    public static Instant? PercentDue(ClockSchedule schedule, BusinessCalendar calendar, int percent) =>
        schedule.CountingSince is { } since ? calendar.Add(since, UntilPercent(schedule, percent)).At : null;

    /// <summary>A target as open time from an instant, and its exact due instant where open time can not say
    /// it.</summary>
    public static (Duration Open, Instant? Due) Resolve(Target target, BusinessCalendar calendar, Instant from)
    {
        if (target is OpenTimeTarget open) return (open.Open, null);
        var days = (WorkingDaysTarget)target;
        var cutOff = days.CutOff is { } text && ClockText.TryParseTime(text, out var time) ? time : (LocalTime?)null;
        var due = calendar.AddWorkingDays(from, days.Days, cutOff).At;
        return (calendar.Elapsed(from, due), due);
    }

    private static ImmutableArray<Warning> Warnings(
        ServiceLevel level, ClockSchedule schedule, BusinessCalendar calendar)
    {
        var fired = schedule.Warnings.Where(warning => warning.Fired).Select(warning => warning.Percent).ToHashSet();
        var thresholds = level.WarnAt.Where(percent => percent is > 0 and < 100).Distinct().Order();
        return [.. thresholds.Select(percent => new Warning(
            percent,
            PercentDue(schedule, calendar, percent)!.Value,
            Passed: UntilPercent(schedule, percent) < Duration.Zero,
            Fired: fired.Contains(percent)))];
    }

    private static Duration UntilPercent(ClockSchedule schedule, int percent)
    {
        var part = (long)schedule.Target.TotalMilliseconds * percent / 100;
        return schedule.Remaining - schedule.Target + Duration.FromMilliseconds(part);
    }
}
