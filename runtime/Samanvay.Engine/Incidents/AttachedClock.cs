using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>A service clock, what it watches, and the ladder that climbs on it.</summary>
public sealed record AttachedClock(ClockSubject Subject, ServiceClock State, LadderRun? Ladder)
{
    /// <summary>The outcome is known and nobody is to be told any more.</summary>
    internal bool IsOver => State.Outcome is not null && Ladder is null;

    /// <summary>When the clock or its ladder next has something to do.</summary>
    public Instant? NextDue(CalendarBook calendars) => ServiceLevelTimers.NextDue(State, Ladder, calendars)?.DueAt;

    internal AttachedClock Follow(ClockMovedAlong fact) => this with
    {
        Subject = Subject with { ElementId = fact.ElementId, Role = fact.Role },
        State = State with
        {
            Subject = fact.ElementId,
            Owner = fact.Role,
            Level = State.Level with { Id = fact.Level, Name = fact.ElementId },
        },
    };

    /// <summary>
    /// Adds one fact of the clock or the ladder. A ladder that is over is let go: the history has it.
    /// </summary>
    internal AttachedClock Apply(ServiceLevelFact fact)
    {
        if (ClockFold.Folds(fact))
            return this with { State = ClockFold.Apply(State, fact) };

        var ladder = LadderFold.Apply(Ladder, fact);
        return this with { Ladder = ladder.State == LadderState.Stopped ? null : ladder };
    }
}

/// <summary>What a clock watches: a work item, or a run as a whole.</summary>
/// <param name="Role">The role that answers for it when it begins.</param>
public sealed record ClockSubject(InstanceId Run, WorkItemId? Item, string ElementId, string? Role);
