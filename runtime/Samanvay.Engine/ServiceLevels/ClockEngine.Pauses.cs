using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

public static partial class ClockEngine
{
    /// <summary>Holds the clock for a reason that its level lists. Pauses for several reasons are a union: the
    /// last to end counts.</summary>
    public static ClockResult Pause(ServiceClock clock, CalendarBook calendars, PauseRequest request)
    {
        if (Refusal(clock, request) is { } refusal) return new ClockRefused(refusal);
        var turn = new ClockTurn(clock);
        NoticeBreach(turn, request.At, request.At);
        turn.Record(new ClockPaused(
            clock.Id, request.At, turn.NextGeneration,
            new(request.Reason, request.At, request.By)
            {
                Evidence = request.Evidence, ApprovedBy = request.ApprovedBy, AutoResumeAt = EndsBy(clock, request),
            },
            Timetable.Hold(turn.Clock.Schedule, calendars.For(clock), request.At)));
        return turn.Done();
    }

    /// <param name="reason">The pause that ends; none ends all of them.</param>
    public static ClockResult Resume(
        ServiceClock clock, CalendarBook calendars, Instant at, string by, string? reason = null)
    {
        var ending = OpenPauses(clock).Where(pause => reason is null || pause.Reason == reason).ToList();
        if (clock.State != ClockState.Paused || ending.Count == 0) return new ClockRefused(ClockRefusal.NotPaused);
        var turn = new ClockTurn(clock);
        EndPauses(turn, calendars, at);
        foreach (var pause in ending.Where(pause => OpenPauses(turn.Clock).Contains(pause)))
            EndPause(turn, calendars, pause.Reason, at, (at, by));
        return turn.Done();
    }

    internal static IEnumerable<PauseSpan> OpenPauses(ServiceClock clock) =>
        clock.Pauses.Where(pause => pause.To is null);

    private static bool CanPause(ServiceLevel level) => !level.LifeSafety && level.Metric != Metric.Acknowledge;

    private static ClockRefusal? Refusal(ServiceClock clock, PauseRequest request)
    {
        if (!clock.IsOpen) return ClockRefusal.NotRunning;
        if (clock.Level.LifeSafety) return ClockRefusal.LifeSafetyNeverPauses;
        if (clock.Level.Metric == Metric.Acknowledge) return ClockRefusal.AcknowledgeNeverPauses;
        if (clock.Level.Reason(request.Reason) is not { } reason) return ClockRefusal.PauseReasonNotListed;
        if (OpenPauses(clock).Any(pause => pause.Reason == request.Reason)) return ClockRefusal.AlreadyPausedForReason;
        var endsBy = EndsBy(clock, request);
        if (endsBy <= request.At) return ClockRefusal.PauseTotalUsed;
        var isLong = reason.ApprovalAbove is { } above && (endsBy is null || endsBy - request.At > above);
        return isLong && (request.ApprovedBy is null || request.ApprovedBy == request.By)
            ? ClockRefusal.NeedsSecondPerson
            : null;
    }

    private static Instant? EndsBy(ServiceClock clock, PauseRequest request)
    {
        if (clock.Level.Reason(request.Reason)?.MaxTotal is not { } total) return request.AutoResumeAt;
        var used = clock.Pauses.Where(pause => pause.Reason == request.Reason && pause.To is not null)
            .Aggregate(Duration.Zero, (sum, pause) => sum + (pause.To!.Value - pause.From));
        var limit = request.At + (total - used);
        return request.AutoResumeAt is { } asked ? Instant.Min(asked, limit) : limit;
    }

    // A pause ends at its own instant, however late that is noticed.
    private static void EndPauses(ClockTurn turn, CalendarBook calendars, Instant at)
    {
        var ending = OpenPauses(turn.Clock).Where(pause => pause.AutoResumeAt <= at);
        foreach (var pause in ending.OrderBy(pause => pause.AutoResumeAt).ToList())
            EndPause(turn, calendars, pause.Reason, at, (pause.AutoResumeAt!.Value, null));
    }

    private static void EndPause(
        ClockTurn turn, CalendarBook calendars, string reason, Instant at, (Instant At, string? By) resumed)
    {
        var clock = turn.Clock;
        var isLast = OpenPauses(clock).All(pause => pause.Reason == reason);
        turn.Record(new ClockResumed(
            clock.Id, at, turn.NextGeneration, reason,
            isLast ? Continue(clock, calendars.For(clock), resumed.At) : clock.Schedule)
        {
            ResumedAt = resumed.At, By = resumed.By,
        });
    }

    // Standing still never makes a clock due earlier (a pause wholly outside the hours changes nothing), nor a
    // missed instant later.
    private static ClockSchedule Continue(ServiceClock clock, BusinessCalendar calendar, Instant at)
    {
        var schedule = Timetable.Count(clock.Level, clock.Schedule, calendar, at);
        if (clock.Schedule.DueAt is not { } before) return schedule;
        var isLate = clock.Breached && clock.Schedule.Remaining <= Duration.Zero;
        return schedule with { DueAt = isLate ? before : Instant.Max(before, schedule.DueAt!.Value) };
    }

    // What the clock would show had it been attached when the work began.
    private static ClockSchedule Replay(
        ServiceClock clock, BusinessCalendar calendar, Instant startedAt, ImmutableArray<PauseSpan> pauses)
    {
        var schedule = Timetable.Begin(clock.Level, clock.Severity, calendar, startedAt);
        var countedTo = startedAt;
        foreach (var pause in pauses)
        {
            if (schedule.DueAt <= pause.From) return schedule;
            if (pause.To <= countedTo) continue;
            schedule = Timetable.Hold(schedule, calendar, Instant.Max(pause.From, countedTo));
            if (pause.To is not { } to) return schedule;
            schedule = Continue(clock with { Schedule = schedule }, calendar, to);
            countedTo = to;
        }

        return schedule;
    }
}

public sealed record PauseRequest(Instant At, string Reason, string By)
{
    /// <summary>A second person, for pauses above the reason's threshold.</summary>
    public string? ApprovedBy { get; init; }

    public string? Evidence { get; init; }

    public Instant? AutoResumeAt { get; init; }
}
