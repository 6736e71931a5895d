using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Activities;

/// <summary>A step that undoes belongs to a step that can be undone.</summary>
internal static class CompensationRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from handler in scope.Nodes<ActivityNode>()
        where handler is { IsForCompensation: true } and not EventSubProcess
            && !scope.Body.Associations.Any(association => association.TargetRef == handler.Id
                && scope.Body.Find(association.SourceRef) is BoundaryEvent)
        select LintScope.Error("BPMN137", handler,
            $"{handler.Label} undoes nothing. Join it by an association to the compensation event on the step that "
                + $"it undoes.");
}
