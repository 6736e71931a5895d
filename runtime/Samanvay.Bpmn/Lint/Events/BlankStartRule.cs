using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>A procedure that is simply started begins at one place; an event sub-process has one start.</summary>
/// <remarks>BPMN 2.0.2, 13.3.4 and 10.3.5. A process may have several such starts (10.5.2); one that runs could not
/// tell which is meant.</remarks>
internal static class BlankStartRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        var blank = scope.Nodes<StartEvent>().Count(start => start.Definitions.IsEmpty);
        if (blank > 1)
        {
            Sentence message = $"{scope.Container.Label} has {blank} start events that wait for nothing. Keep one.";
            yield return scope.Container is ProcessDefinition { IsExecutable: false }
                ? LintScope.Warning("BPMN124", scope.Container, message)
                : LintScope.Error("BPMN124", scope.Container, message);
        }

        if (scope.IsEventSubProcess && scope.Nodes<StartEvent>().Count() > 1)
        {
            yield return LintScope.Error("BPMN124", scope.Container,
                $"{scope.Container.Label} must have exactly one start event.");
        }
    }
}
