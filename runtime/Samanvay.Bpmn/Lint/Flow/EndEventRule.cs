using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>What has steps says where it ends.</summary>
internal static class EndEventRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is AdHocSubProcess || scope.Nodes<EndEvent>().Any()) yield break;

        var message = $"{scope.Container.Label} has no end event. Add one, so that everybody sees when it is done.";
        yield return scope.Nodes<StartEvent>().Any()
            ? LintScope.Error("BPMN102", scope.Container, message)
            : LintScope.Warning("BPMN102", scope.Container, message);
    }
}
