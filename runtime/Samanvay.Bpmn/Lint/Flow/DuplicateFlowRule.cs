using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>Two flows between the same two steps with the same condition do the second step twice.</summary>
internal static class DuplicateFlowRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from flows in scope.Body.Flows.GroupBy(flow => (flow.SourceRef, flow.TargetRef, flow.Condition?.Body))
        from second in flows.Skip(1)
        let target = scope.Body.Find(second.TargetRef)?.Label ?? second.TargetRef
        select LintScope.Warning("BPMN107", second, $"There are two flows of the same kind to {target}. Remove one.");
}
