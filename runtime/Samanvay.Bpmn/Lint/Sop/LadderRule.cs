using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>A ladder has levels in the order in which they fire, with known roles as targets.</summary>
internal static class LadderRule
{
    private const int RepeatMax = 20;

    public static IEnumerable<Diagnostic> Check(BpmnDefinitions file)
    {
        foreach (var process in file.Processes)
        {
            var roles = file.Resources.Select(resource => resource.RoleName).ToHashSet(StringComparer.Ordinal);
            foreach (var ladder in process.Sop.Ladders)
            {
                if (process.Sop.Ladders.Any(other =>
                    !ReferenceEquals(other, ladder) && other.Id == ladder.Id && other.Basis == ladder.Basis))
                {
                    yield return Error("SLA010", process, ladder, "there is another ladder of this name. Rename one.");
                }

                if (ladder.Levels.IsEmpty) yield return Error("SLA011", process, ladder, "it has no level. Add one.");
                foreach (var problem in ladder.Levels.SelectMany((level, index) =>
                    Level(process, ladder, level, index + 1, roles)))
                {
                    yield return problem;
                }

                foreach (var problem in Order(process, ladder)) yield return problem;
            }
        }
    }

    private static IEnumerable<Diagnostic> Level(
        ProcessDefinition process, SopLadder ladder, SopLadderLevel level, int number, HashSet<string> roles)
    {
        if (level.Targets.IsEmpty)
        {
            yield return Error("SLA012", process, ladder,
            $"level {number} tells nobody. Name a role.");
        }

        var named = level.Targets.Concat(level.Actions.OfType<ReassignAction>().Select(action => action.Role));
        foreach (var unknown in named.Where(role => !roles.Contains(role) && !IsOwner(role)))
        {
            yield return Error("SLA013", process, ladder,
                $"level {number} names the role {unknown}, which the file does not declare.");
        }

        if (level.Actions.IsEmpty)
        {
            yield return Error("SLA014", process, ladder,
            $"level {number} does nothing. Say what, for example notify.");
        }

        if (level.RepeatMax is < 1 or > RepeatMax)
        {
            yield return Error("SLA015", process, ladder,
                $"level {number} repeats {level.RepeatMax} times; allowed are 1 to {RepeatMax}.");
        }

        if (level.RepeatEvery is { } every && !Durations.IsAcceptable(every))
            yield return Error("SLA015", process, ladder, $"level {number}: \"{every}\" is no duration.");
        if (level.Moment is AfterDelay { Delay: var delay } && !Durations.IsAcceptable(delay))
        {
            yield return Error("SLA016", process, ladder,
                $"level {number}: \"{delay}\" is no duration. Write one such as PT2M.");
        }

        if (level.Moment is AfterBreach { Delay: var late } && Durations.Percent(late) is null
            && !Durations.IsAcceptable(late))
        {
            yield return Error("SLA016", process, ladder,
                $"level {number}: \"{late}\" is neither a duration nor a percentage.");
        }

        if (level.Moment is AtPercent { Percent: < 1 or > 99 })
        {
            yield return Error("SLA016", process, ladder,
                $"level {number}: a percentage before the breach is 1 to 99.");
        }
    }

    // Whoever has the step, and the head of that agency: known when the level fires.
    private static bool IsOwner(string role) => role is "owner" or "owner.head";

    private static IEnumerable<Diagnostic> Order(ProcessDefinition process, SopLadder ladder)
    {
        foreach (var (earlier, later) in ladder.Levels.Zip(ladder.Levels.Skip(1)))
        {
            if (FiresBefore(later.Moment, earlier.Moment))
            {
                yield return Error("SLA017", process, ladder,
                    $"level {ladder.Levels.IndexOf(later) + 1} would fire before the level above it in the list. Put "
                        + $"them in order.");
            }
        }
    }

    /// <summary>True only where it is certain: a delay and a percentage cannot be compared without the
    /// target.</summary>
    private static bool FiresBefore(SopLadderMoment one, SopLadderMoment other) => (one, other) switch
    {
        (AfterDelay a, AfterDelay b) => Durations.Literal(a.Delay) < Durations.Literal(b.Delay),
        (AtPercent a, AtPercent b) => a.Percent < b.Percent,
        (AtPercent, AtBreach or AfterBreach) or (AtBreach, AfterBreach) => true,
        (AfterBreach a, AfterBreach b) => Durations.Percent(a.Delay) is { } p && Durations.Percent(b.Delay) is { } q
            ? p < q : Durations.Literal(a.Delay) < Durations.Literal(b.Delay),
        _ => false,
    };

    private static Diagnostic Error(string code, ProcessDefinition process, SopLadder ladder, Sentence message) =>
        LintScope.Error(code, process, $"Ladder {ladder.Id}: {message}", "ladder." + ladder.Id);
}
