using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>Moves clocks. Pure: the instant of every decision is an argument, and commands go before timers of
/// the same instant.</summary>
public static partial class ClockEngine
{
    // Firing a little after its instant is how timers work; only more than this is worth telling.
    private static readonly Duration Punctual = Duration.FromMinutes(1);

    public static ClockResult Start(ServiceClock clock, CalendarBook calendars, Instant at) =>
        Start(clock, calendars, new ClockStart(at));

    public static ClockResult Start(ServiceClock clock, CalendarBook calendars, ClockStart start)
    {
        if (clock.State != ClockState.Idle) return new ClockRefused(ClockRefusal.AlreadyStarted);
        var calendar = calendars[clock.Level.Calendar];
        var startedAt = start.StartedAt ?? start.At;
        var pauses = Counted(clock.Level, start.EarlierPauses);
        var turn = new ClockTurn(clock);
        turn.Record(new ClockStarted(clock.Id, start.At, startedAt, clock.Level, clock.Subject)
        {
            Owner = clock.Owner, Severity = clock.Severity, Generation = clock.Generation + 1,
            Schedule = Replay(clock, calendar, startedAt, pauses),
            CalendarVersion = calendar.Version, Pauses = pauses, Previous = start.Previous,
        });
        return turn.Done();
    }

    /// <summary>The work is done. The outcome goes by <paramref name="completedAt"/>, not by the order of
    /// processing.</summary>
    public static ClockResult Stop(ServiceClock clock, CalendarBook calendars, Instant completedAt, Instant receivedAt)
    {
        if (clock.State == ClockState.Idle) return new ClockRefused(ClockRefusal.NotRunning);
        var turn = new ClockTurn(clock);
        completedAt = Instant.Min(completedAt, receivedAt);
        if (!clock.IsOpen)
        {
            turn.Record(new CompletionRepeated(clock.Id, receivedAt, completedAt));
            return turn.Done();
        }

        if (IsRetracted(clock, completedAt, receivedAt))
            turn.Record(new BreachRetracted(clock.Id, receivedAt, clock.BreachedAt!.Value, completedAt));
        NoticeBreach(turn, completedAt, receivedAt);
        turn.Record(new ClockStopped(clock.Id, receivedAt, turn.NextGeneration, completedAt, Outcome(turn.Clock))
        {
            Schedule = Timetable.Hold(clock.Schedule, calendars.For(clock), completedAt),
        });
        return turn.Done();
    }

    /// <summary>The promise falls away. A breach stays one: <see cref="ClockOutcome.Breached"/>, as on
    /// reassignment.</summary>
    public static ClockResult Cancel(ServiceClock clock, Instant at, string reason)
    {
        if (!clock.IsOpen) return new ClockRefused(ClockRefusal.NotRunning);
        var turn = new ClockTurn(clock);
        NoticeBreach(turn, at, at);
        Cancel(turn, at, reason);
        return turn.Done();
    }

    /// <summary>A supervisor and a second person excuse a breach. It stays visible.</summary>
    public static ClockResult Waive(ServiceClock clock, Instant at, string reason, string by, string approvedBy)
    {
        if (clock.Outcome is not (ClockOutcome.MetLate or ClockOutcome.Breached))
            return new ClockRefused(ClockRefusal.NothingToWaive);
        if (by == approvedBy) return new ClockRefused(ClockRefusal.NeedsSecondPerson);
        var turn = new ClockTurn(clock);
        turn.Record(new BreachWaived(clock.Id, at, reason, by, approvedBy));
        return turn.Done();
    }

    /// <summary>All that is due at <paramref name="at"/>: a pause that ends, the breach, or else the highest
    /// warning passed.</summary>
    public static ClockMoved Fire(ServiceClock clock, CalendarBook calendars, ClockTimer timer, Instant at)
    {
        var turn = new ClockTurn(clock);
        if (timer.Generation != clock.Generation || !clock.IsOpen)
        {
            turn.Record(new StaleTimer(clock.Id, at, timer.Generation, timer.DueAt));
            return turn.Done();
        }

        EndPauses(turn, calendars, at);
        if (turn.Clock is { State: ClockState.Running, Breached: false, DueAt: { } due } && due <= at)
            turn.Record(new ClockBreached(clock.Id, at, turn.Clock.Generation, due));
        else
            Warn(turn, at);
        return turn.Done();
    }

    private static void Warn(ClockTurn turn, Instant at)
    {
        if (turn.Clock is not { State: ClockState.Running, Schedule.DueAt: { } due }) return;
        var passed = turn.Clock.Schedule.Warnings.Where(warning => !warning.Fired && warning.At <= at).ToList();
        if (passed.Count == 0) return;
        var highest = passed[^1];
        turn.Record(new ClockWarned(turn.Clock.Id, at, turn.Clock.Generation, highest.Percent, due)
        {
            Late = highest.Passed || passed.Count > 1 || at - highest.At > Punctual,
            Skipped = [.. passed.SkipLast(1).Select(warning => warning.Percent)],
        });
    }

    // A due instant that passed before its timer was handled is a breach all the same; at the very instant the
    // command comes first.
    private static void NoticeBreach(ClockTurn turn, Instant before, Instant at)
    {
        if (turn.Clock is { State: ClockState.Running, Breached: false, DueAt: { } due } && due < before)
            turn.Record(new ClockBreached(turn.Clock.Id, at, turn.Clock.Generation, due));
    }

    private static bool IsRetracted(ServiceClock clock, Instant completedAt, Instant receivedAt) =>
        clock is { BreachedAt: { } breachedAt, DetectedAt: { } detectedAt }
        && completedAt <= breachedAt && receivedAt - detectedAt <= clock.Level.ReconciliationWindow;

    private static ClockOutcome Outcome(ServiceClock clock) => clock.Breached ? ClockOutcome.MetLate : ClockOutcome.Met;

    private static void Cancel(ClockTurn turn, Instant at, string reason)
    {
        var outcome = turn.Clock.Breached ? ClockOutcome.Breached : ClockOutcome.Cancelled;
        turn.Record(new ClockCancelled(turn.Clock.Id, at, turn.NextGeneration, outcome, reason));
    }

    private static ImmutableArray<PauseSpan> Counted(ServiceLevel level, ImmutableArray<PauseSpan> earlier) =>
        level.Retroactive.Pause && CanPause(level)
            ? [.. earlier.Where(pause => level.Reason(pause.Reason) is not null).OrderBy(pause => pause.From)]
            : [];
}

/// <param name="StartedAt">When the work began, where the clock is attached later.</param>
public sealed record ClockStart(Instant At, Instant? StartedAt = null)
{
    /// <summary>Pauses of the work from before; they count if the level says so.</summary>
    public ImmutableArray<PauseSpan> EarlierPauses { get; init; } = [];

    public ClockId? Previous { get; init; }
}
