using System.Diagnostics;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>The only way in which a ladder run changes.</summary>
public static class LadderFold
{
    public static LadderRun Apply(LadderRun? run, ServiceLevelFact fact)
    {
        if (fact is LadderStarted started)
            return new() { Clock = fact.Clock, Ladder = started.Ladder, AnchorAt = fact.At };
        ArgumentNullException.ThrowIfNull(run);
        return fact switch
        {
            LevelFired fired => Fire(run, fired),
            LevelUnreachable unreachable => Pass(run, unreachable),
            LadderAcknowledged acknowledged => run with
            {
                State = LadderState.Acknowledged, ProgressDueAt = acknowledged.ProgressDueAt,
            },
            ProgressNoted => run with { ProgressDueAt = null },
            LadderReopened => Anchored(run, run.Level, fact.At) with
            {
                State = LadderState.Running, ProgressDueAt = null,
            },
            LadderReplaced replaced => Replace(run, replaced),
            LadderLooped looped => run with
            {
                Loops = looped.Loop, Level = 0, Repeats = 0, AnchorAt = fact.At, AnchorDelay = Duration.Zero,
            },
            LadderExhausted => run with { Exhausted = true },
            StoodDown stood => run with
            {
                State = stood.Ends ? LadderState.Stopped : run.State,
                Told = [.. run.Told.Where(told => !stood.People.Contains(told.Person))],
            },
            _ => throw new UnreachableException($"No ladder changes by {fact.GetType().Name}."),
        };
    }

    private static LadderRun Fire(LadderRun run, LevelFired fact)
    {
        var told = fact.People.Where(person => run.Told.All(known => known.Person != person))
            .Select(person => new Told(person, fact.Level));
        run = run with
        {
            Fires = run.Fires.SetItem(fact.Level, fact.Repeat + 1),
            Told = [.. run.Told.Concat(told).OrderBy(known => known.Person, StringComparer.Ordinal)],
        };
        if (fact.Occasion == LevelOccasion.Event) return run;
        run = run with
        {
            Level = fact.Level, LastFiredAt = fact.At, NotBefore = fact.NotBefore,
            Repeats = fact.Occasion == LevelOccasion.Repeated ? run.Repeats + 1 : 0,
        };
        return fact.Occasion == LevelOccasion.Advanced ? Anchored(run, fact.Level, fact.At) : run;
    }

    private static LadderRun Pass(LadderRun run, LevelUnreachable fact) =>
        fact.Level < run.Level || run.Ladder.Find(fact.Level)?.Fire is OnEvent
            ? run
            : Anchored(
                run with
                {
                    Level = fact.Level, LastFiredAt = fact.At,
                    Repeats = fact.Level == run.Level ? run.Repeats + 1 : 0,
                },
                fact.Level, fact.At);

    private static LadderRun Replace(LadderRun run, LadderReplaced fact)
    {
        var top = fact.Ladder.Levels.Select(level => level.Number).DefaultIfEmpty().Max();
        run = run with { Ladder = fact.Ladder, Exhausted = false, Level = Math.Min(run.Level, top) };
        return fact.Restarted
            ? run with { Level = 0, Repeats = 0, NotBefore = null, AnchorAt = fact.At, AnchorDelay = Duration.Zero }
            : run;
    }

    // The patience given to each level stays what it was: the next one counts from here.
    private static LadderRun Anchored(LadderRun run, int level, Instant at) => run with
    {
        AnchorAt = at,
        AnchorDelay = run.Ladder.Find(level)?.Fire is AfterAckTimeout after ? after.Delay : Duration.Zero,
    };
}
