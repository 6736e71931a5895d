using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>What has steps says where it ends.</summary>
internal static class EndEventRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is AdHocSubProcess || scope.Nodes<EndEvent>().Any()) yield break;

        // BPMN 2.0.2, 10.5.3: with a start event there must be an end event.
        var message = $"{scope.Container.Label} has no end event. Add one, so that everybody sees when it is done.";
        yield return scope.Nodes<StartEvent>().Any()
            ? LintScope.Error("BPMN102", scope.Container, message)
            : LintScope.Warning("BPMN102", scope.Container, message);
    }
}
