using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents.Steps;

/// <summary>Climbs the ladders beside the clocks, and does what their levels say.</summary>
internal static class LadderSteps
{
    public static void Start(OperationTurn turn, ClockId id, Procedure procedure)
    {
        var clock = turn.Operation.Clocks[id].State;
        if (clock.Level.Ladder is { } name
            && LadderReader.Find(procedure.Ladders, name, clock.Level.Metric) is { } ladder)
        {
            Record(turn, LadderEngine.Start(clock, ladder, turn.Now));
        }
    }

    public static void Acknowledge(OperationTurn turn, WorkItemId item, string by)
    {
        foreach (var attached in WithLadder(turn, attached => attached.Subject.Item == item))
            Record(turn, LadderEngine.Acknowledge(attached.Ladder!, Context(turn, attached), turn.Now, by));
    }

    public static void Stop(OperationTurn turn, Func<AttachedClock, bool> which, string reason)
    {
        foreach (var attached in WithLadder(turn, which))
            Record(turn, LadderEngine.Stop(attached.Ladder!, turn.Now, reason));
    }

    public static void Fire(OperationTurn turn, ClockId id)
    {
        var attached = turn.Operation.Clocks[id];
        if (attached.Ladder is not { } run)
            return;

        var moved = LadderEngine.Fire(run, Context(turn, attached), turn.Now);
        Record(turn, moved);
        foreach (var action in moved.Facts.OfType<LevelFired>().SelectMany(fired => fired.Actions))
            Act(turn, attached.Subject, action);
    }

    /// <summary>
    /// Tells the people whom the step's ladder would tell first; without a ladder, the duty officers.
    /// </summary>
    public static void TellFirstLevel(OperationTurn turn, WorkItem item, AnnouncementKind kind)
    {
        var levels = WithLadder(turn, attached => attached.Subject.Item == item.Id)
            .SelectMany(attached => attached.Ladder!.Ladder.Levels.Take(1));
        ImmutableArray<string> people =
            [.. levels.SelectMany(level => Targets(turn, level, item.Role).People).Distinct()
                .Order(StringComparer.Ordinal)];
        if (people.IsEmpty)
            TellDutyOfficers(turn, item.Id, item.ElementId, kind);
        else
            Tell(turn, new Announcement(kind, item.Id, item.ElementId, Level: null, SkippedLevels: []), people);
    }

    public static void TellDutyOfficers(OperationTurn turn, WorkItemId? item, string? elementId,
        AnnouncementKind kind) =>
        Tell(
            turn, new Announcement(kind, item, elementId, Level: null, SkippedLevels: []),
            turn.Context.Directory.DutyOfficers);

    private static void Act(OperationTurn turn, ClockSubject subject, LadderAction action)
    {
        switch (action)
        {
            case Reassign reassign when subject.Item is { } item:
                WorkItemSteps.Reassign(turn, item, reassign.Role);
                break;

            case RaiseSeverity raise when turn.Operation.Incident is { } incident
                && raise.Severity < (int)incident.Severity:
                IncidentSteps.SetSeverity(turn, (IncidentSeverity)raise.Severity, by: null, "ladder");
                break;

            // A procedure that does not catch it loses nothing: the people of the level are told all the same.
            case Escalate escalate when subject.Item is { } item
                && turn.Operation.WorkItems.TryGetValue(item, out var open):
                RunSteps.Tell(turn, open.Run, new ThrowEscalation(turn.Now, open.Token, escalate.Code));
                break;
        }
    }

    private static void Record(OperationTurn turn, LadderMoved moved)
    {
        foreach (var fact in moved.Facts)
        {
            var subject = turn.Operation.Clocks[fact.Clock].Subject;
            turn.Record(new ClockAdvanced(fact));
            Announce(turn, subject, fact);
        }
    }

    private static void Announce(OperationTurn turn, ClockSubject subject, ServiceLevelFact fact)
    {
        switch (fact)
        {
            case LevelFired fired:
                var kind = turn.Operation.Clocks[fact.Clock].Ladder?.Ladder.Basis == LadderBasis.Acknowledge
                    ? AnnouncementKind.NotAcknowledged
                    : AnnouncementKind.NotResolved;
                Tell(
                    turn, new Announcement(kind, subject.Item, subject.ElementId, fired.Level, fired.Skipped)
                    {
                        IsHeld = turn.Operation.Runs[subject.Run].Suspension is not null,
                    },
                    fired.People, Key(fired));
                break;

            case LevelUnreachable unreachable:
                Tell(
                    turn,
                    new Announcement(
                        AnnouncementKind.LevelUnreachable, subject.Item, subject.ElementId, unreachable.Level, []),
                    turn.Context.Directory.DutyOfficers);
                break;

            case StoodDown stood:
                Tell(
                    turn, new Announcement(AnnouncementKind.StoodDown, subject.Item, subject.ElementId, null, []),
                    stood.People);
                break;
        }
    }

    private static void Tell(
        OperationTurn turn, Announcement announcement, ImmutableArray<string> people, string? key = null)
    {
        if (!people.IsEmpty)
        {
            turn.Request(new NotifyPeople(key is null ? turn.EffectKey("tell") : $"{turn.Operation.Id}/{key}",
                announcement, people));
        }
    }

    // sla.md 3.5: clock, generation, level and repeat; person and channel are added per message.
    private static string Key(LevelFired fired) => string.Create(
        CultureInfo.InvariantCulture, $"{fired.Clock}/{fired.Generation}/{fired.Level}/{fired.Repeat}");

    private static LadderContext Context(OperationTurn turn, AttachedClock attached) =>
        new(attached.State, turn.Context.Calendars, level => Targets(turn, level, attached.Subject.Role));

    private static LevelTargets Targets(OperationTurn turn, LadderLevel level, string? owner)
    {
        var found = level.Targets
            .Select(target => turn.Context.Directory.ResolveFor(owner, target, turn.Now, turn.Context.Calendars))
            .ToList();
        ImmutableArray<string> people =
            [.. found.SelectMany(resolution => resolution.People).Distinct().Order(StringComparer.Ordinal)];
        if (!people.IsEmpty)
            return new LevelTargets(people);

        var reasons = found.Select(resolution => resolution.Unreachable?.ToString()).Distinct();
        return LevelTargets.Nobody(found.Count == 0 ? "NoTarget" : string.Join(", ", reasons));
    }

    private static List<AttachedClock> WithLadder(OperationTurn turn, Func<AttachedClock, bool> which) =>
        [.. turn.Operation.Clocks.Values.Where(attached => attached.Ladder is not null && which(attached))];
}
