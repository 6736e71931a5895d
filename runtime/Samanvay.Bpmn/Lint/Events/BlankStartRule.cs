using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>A procedure that is simply started begins at one place; an event sub-process has one start.</summary>
internal static class BlankStartRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        var blank = scope.Nodes<StartEvent>().Count(start => start.Definitions.IsEmpty);
        if (blank > 1)
        {
            yield return LintScope.Error("BPMN124", scope.Container,
                $"{scope.Container.Label} has {blank} start events that wait for nothing. Keep one.");
        }

        if (scope.IsEventSubProcess && scope.Nodes<StartEvent>().Count() > 1)
        {
            yield return LintScope.Error("BPMN124", scope.Container,
                $"{scope.Container.Label} must have exactly one start event.");
        }
    }
}
