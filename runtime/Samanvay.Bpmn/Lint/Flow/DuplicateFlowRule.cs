using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Two flows between the same two steps with the same condition do the second step twice.</summary>
internal static class DuplicateFlowRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var flows in scope.Body.Flows
            .GroupBy(flow => (flow.SourceRef, flow.TargetRef, flow.Condition?.Body)).Where(same => same.Count() > 1))
        {
            var (from, to) = (scope.Body.Find(flows.Key.SourceRef), scope.Body.Find(flows.Key.TargetRef));
            foreach (var second in flows.Skip(1))
            {
                yield return LintScope.Warning("BPMN107", second,
                    $"There are two flows of the same kind to {to?.Label ?? second.TargetRef}. Remove one.");
            }

            if (from is null || to is null) continue;
            yield return LintScope.Warning("BPMN107", from,
                $"Two flows of the same kind lead from {from.Label} to {to.Label}. Remove one.", "outgoing");
            yield return LintScope.Warning("BPMN107", to,
                $"Two flows of the same kind lead from {from.Label} to {to.Label}. Remove one.", "incoming");
        }
    }
}
