using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>Promises that can be kept: readable, in order, not longer than the promise around them.</summary>
internal static class ServiceLevelRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        var ladders = scope.Process.Sop.Ladders.ToLookup(ladder => ladder.Id, StringComparer.Ordinal);
        var own = scope.Container is ProcessDefinition ? scope.Body.Nodes.Prepend<BpmnElement>(scope.Container)
            : scope.Body.Nodes;
        foreach (var element in own.Where(element => !element.Sop.ServiceLevels.IsEmpty))
        {
            foreach (var level in element.Sop.ServiceLevels)
                foreach (var problem in Level(element, level, ladders)) yield return problem;
            foreach (var problem in Order(element)) yield return problem;
            if (element != scope.Container && Longer(element, scope.Container) is { } longer) yield return longer;
        }
    }

    private static IEnumerable<Diagnostic> Level(BpmnElement element, SopServiceLevel level, ILookup<string,
        SopLadder> ladders)
    {
        if (!Durations.IsAcceptable(level.Target))
        {
            yield return Error("SLA001", element,
                $"the target \"{level.Target}\" is no duration. Write one such as PT45M, or FEEL after =.", "target");
        }

        if (level.WarnAt.Any(percent => percent is < 1 or > 99)
            || !level.WarnAt.SequenceEqual(level.WarnAt.Order().Distinct()))
        {
            yield return Error("SLA002", element,
                "warnings are percentages below 100, each greater than the one before.", "warnAt");
        }

        if (level is { LifeSafety: true, PauseReasons.IsEmpty: false })
        {
            yield return Error("SLA003", element,
                "a clock on which life depends is never paused. Remove the reasons for a pause.", "pause");
        }

        if (level.LadderId is { } id && !ladders.Contains(id))
        {
            yield return Error("SLA004", element,
                $"there is no ladder {id}. Add it to the procedure, or choose another.", "ladder");
        }

        var basis = level.Metric == SopMetric.Acknowledge ? SopLadderBasis.Acknowledge : SopLadderBasis.Resolve;
        if (level.LadderId is { } name && ladders[name].FirstOrDefault() is { } ladder && ladder.Basis != basis
            && !ladders[name].Any(other => other.Basis == basis))
        {
            yield return Error("SLA005", element,
                $"the ladder {name} is climbed until "
                    + $"{Until(basis)}, "
                + $"which is not what this promise measures. Choose a ladder of the other basis.", "ladder");
        }
    }

    // sla.md, 3.6 (c): ACK < RESPOND < RESOLVE.
    private static IEnumerable<Diagnostic> Order(BpmnElement element)
    {
        foreach (var twice in element.Sop.ServiceLevels.GroupBy(level => level.Metric).Where(same => same.Count() > 1))
            yield return Error("SLA006", element, $"there are two promises for {Word(twice.Key)}. Keep one.", "metric");
        var ordered = element.Sop.ServiceLevels.OrderBy(level => level.Metric).ToList();
        foreach (var (first, second) in ordered.Zip(ordered.Skip(1)))
        {
            if (first.Metric < second.Metric && Durations.Literal(first.Target) >= Durations.Literal(second.Target))
            {
                yield return Error("SLA007", element,
                    $"{Word(first.Metric)} takes {first.Target}, which is not shorter than {second.Target} for "
                        + $"{Word(second.Metric)}.", "target");
            }
        }
    }

    // sla.md, 3.6 (b): the promise around is at least as long as the one inside.
    private static Diagnostic? Longer(BpmnElement element, BpmnElement container)
    {
        var inner = Resolve(element);
        var outer = Resolve(container);
        if (inner is null || outer is null
            || !(Durations.Literal(inner.Target) > Durations.Literal(outer.Target)))
        {
            return null;
        }

        return LintScope.Warning("SLA008", element,
            $"{element.Label} may take {inner.Target}, longer than {outer.Target} for {container.Label} around it.",
            "serviceLevel.target");
    }

    private static SopServiceLevel? Resolve(BpmnElement element) =>
        element.Sop.ServiceLevels.FirstOrDefault(level => level.Metric == SopMetric.Resolve);

    private static Diagnostic Error(string code, BpmnElement element, Sentence message, string field) =>
        LintScope.Error(code, element, $"{element.Label}: {message}", "serviceLevel." + field);

    // The other than what is measured.
    private static Sentence Until(SopLadderBasis basis) =>
        basis == SopLadderBasis.Resolve ? "acknowledged" : "resolved";

    private static Sentence Word(SopMetric metric) => metric switch
    {
        SopMetric.Acknowledge => "acknowledging",
        SopMetric.Respond => "responding",
        _ => "resolving",
    };
}
