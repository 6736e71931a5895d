using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>Climbs ladders. Pure: who can be reached comes with the context, as it is at that instant.</summary>
public static class LadderEngine
{
    /// <summary>The least time between two messages while a downtime is caught up.</summary>
    public static readonly Duration CatchUpSpacing = Duration.FromMinutes(2);

    public static LadderMoved Start(ServiceClock clock, Ladder ladder, Instant at)
    {
        var started = new LadderStarted(clock.Id, at, ladder);
        return new(LadderFold.Apply(null, started), [started]);
    }

    /// <summary>All that is due. Overdue levels collapse into the highest, which names the others.</summary>
    /// <remarks>Move the clock first: levels of a breach wait until the breach is recorded.</remarks>
    public static LadderMoved Fire(LadderRun run, LadderContext context, Instant at)
    {
        var turn = new LadderTurn(run, context, at);
        if (run is { State: LadderState.Acknowledged, ProgressDueAt: { } progressDueAt } && progressDueAt <= at)
        {
            turn.Record(new LadderReopened(run.Clock, at, run.Level));
            if (run.Ladder.Find(run.Level) is { } level) turn.Fire(level, LevelOccasion.NoProgress, progressDueAt, []);
        }
        else if (run.State == LadderState.Running && !LadderSchedule.IsHeld(run, context.Clock, at))
        {
            FireDue(turn);
        }

        return turn.Done();
    }

    /// <summary>Somebody says "mine". An ACK ladder stops and its people are stood down, but progress is now
    /// watched.</summary>
    public static LadderMoved Acknowledge(LadderRun run, LadderContext context, Instant at, string by)
    {
        var turn = new LadderTurn(run, context, at);
        if (run is not { State: LadderState.Running, Ladder.Basis: LadderBasis.Acknowledge }) return turn.Done();
        var level = run.Ladder.Find(run.Level) ?? run.Ladder.TimedAbove(0).FirstOrDefault();
        var progressDueAt = level?.AckTimeout is { } patience
            ? context.Calendars[level.Calendar].Add(at, patience).At
            : (Instant?)null;
        turn.Record(new LadderAcknowledged(run.Clock, at, by, progressDueAt));
        turn.StandDown(run.Told.Where(told => told.Person != by), "acknowledged", ends: false);
        return turn.Done();
    }

    /// <summary>A note or a finished step: the acknowledged work is alive.</summary>
    public static LadderMoved Progress(LadderRun run, Instant at, string by)
    {
        if (run is not { State: LadderState.Acknowledged, ProgressDueAt: not null }) return new(run, []);
        var noted = new ProgressNoted(run.Clock, at, by);
        return new(LadderFold.Apply(run, noted), [noted]);
    }

    /// <summary>Fires the levels that wait for that event, each once per run.</summary>
    public static LadderMoved Happened(LadderRun run, LadderContext context, Instant at, string what)
    {
        var turn = new LadderTurn(run, context, at);
        if (run.State == LadderState.Stopped) return turn.Done();
        var waiting = run.Ladder.Levels.Where(level => level.Fire is OnEvent on && on.Event == what);
        foreach (var level in waiting.Where(level => !run.Fires.ContainsKey(level.Number)))
            turn.Fire(level, LevelOccasion.Event, at, []);
        return turn.Done();
    }

    /// <summary>A channel reports that a level's people can not be reached after all: the ladder advances at
    /// once.</summary>
    public static LadderMoved ReportUnreachable(
        LadderRun run, LadderContext context, Instant at, int level, string reason)
    {
        var turn = new LadderTurn(run, context, at);
        if (run.State == LadderState.Stopped) return turn.Done();
        turn.Record(new LevelUnreachable(run.Clock, at, level, reason));
        if (run.State == LadderState.Running && level == run.Level) turn.Advance();
        return turn.Done();
    }

    /// <summary>Another ladder, after a change of severity. Who stands above its top is stood down.</summary>
    /// <param name="restart">True when severity was raised: the new ladder counts from now. Otherwise levels
    /// told stay told.</param>
    public static LadderMoved Replace(LadderRun run, LadderContext context, Instant at, Ladder ladder, bool restart)
    {
        var turn = new LadderTurn(run, context, at);
        if (run.State == LadderState.Stopped) return turn.Done();
        var top = ladder.Levels.Select(level => level.Number).DefaultIfEmpty().Max();
        turn.Record(new LadderReplaced(run.Clock, at, ladder, restart));
        turn.StandDown(run.Told.Where(told => told.Level > top), "severity-changed", ends: false);
        return turn.Done();
    }

    /// <summary>The clock ended or its breach was retracted: everyone who was told hears of it once.</summary>
    public static LadderMoved Stop(LadderRun run, Instant at, string reason)
    {
        if (run.State == LadderState.Stopped) return new(run, []);
        var stood = new StoodDown(run.Clock, at, [.. run.Told.Select(told => told.Person)], reason, Ends: true);
        return new(LadderFold.Apply(run, stood), [stood]);
    }

    private static void FireDue(LadderTurn turn)
    {
        if (LadderSchedule.LoopDue(turn.Run) <= turn.At)
            turn.Record(new LadderLooped(turn.Run.Clock, turn.At, turn.Run.Loops + 1));
        var due = turn.Run.Ladder.TimedAbove(turn.Run.Level)
            .Select(level => (Level: level, At: turn.Due(level))).Where(next => next.At <= turn.At).ToList();
        if (due is [.. var skipped, var (level, dueAt)])
            turn.Fire(level, LevelOccasion.Due, dueAt!.Value, [.. skipped.Select(passed => passed.Level.Number)]);
        else if (LadderSchedule.RepeatDue(turn.Run, turn.Context.Calendars) is { } repeatDue && repeatDue <= turn.At)
            turn.Fire(turn.Run.Ladder.Find(turn.Run.Level)!, LevelOccasion.Repeated, repeatDue, []);
    }
}
