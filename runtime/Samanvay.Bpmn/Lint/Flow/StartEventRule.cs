using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Flow;

/// <summary>What has steps says where it begins.</summary>
internal static class StartEventRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is AdHocSubProcess || scope.Nodes<StartEvent>().Any()) yield break;
        if (scope.Nodes<FlowNode>().Any(Instantiates)) yield break;

        // BPMN 2.0.2, 10.5.2: without start and end events every step without incoming flow begins at once; one
        // without the other is an error.
        var message = $"{scope.Container.Label} has no start event. Add one, so that everybody sees where it begins.";
        yield return scope.IsEventSubProcess || scope.Nodes<EndEvent>().Any()
            ? LintScope.Error("BPMN101", scope.Container, message)
            : LintScope.Warning("BPMN101", scope.Container, message);
    }

    public static bool Instantiates(FlowNode node) =>
        node is ReceiveTask { Instantiate: true } or EventBasedGateway { Instantiate: true };
}
