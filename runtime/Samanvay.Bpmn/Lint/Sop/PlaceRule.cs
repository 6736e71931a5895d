using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>An extension stands where it has an effect; elsewhere it would be silently without one.</summary>
internal static class PlaceRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        var own = scope.Container is ProcessDefinition ? scope.Body.Nodes.Prepend<BpmnElement>(scope.Container)
            : scope.Body.Nodes;
        return from element in own.Concat(scope.Body.Flows)
               from misplaced in Misplaced(element)
               select LintScope.Error("SOP003", element,
                   $"sop:{misplaced} has no effect on {element.Label}. Remove it, or put it where it belongs.",
                   misplaced);
    }

    private static IEnumerable<string> Misplaced(BpmnElement element)
    {
        var sop = element.Sop;
        if (!sop.Ladders.IsEmpty && element is not ProcessDefinition) yield return "ladder";
        if (!sop.Parameters.IsEmpty && element is not ProcessDefinition) yield return "parameter";
        if (!sop.Signals.IsEmpty && element is not ProcessDefinition) yield return "signal";
        if (sop.CloseWhen is not null && element is not ProcessDefinition) yield return "closeWhen";
        if (!sop.ServiceLevels.IsEmpty
            && element is not (ProcessDefinition or ActivityNode))
        {
            yield return "serviceLevel";
        }

        if (!sop.Triggers.IsEmpty && element is not (CatchEvent or ReceiveTask)) yield return "trigger";
        if (sop.Form is not null && element is not (UserTask or StartEvent)) yield return "form";
        if (sop.Decision is not null && element is not BusinessRuleTask) yield return "decision";
        if (sop.Activity is not null && element is not (ServiceTask or SendTask)) yield return "activity";
        if (!sop.Variables.IsEmpty && element is not (ActivityNode or EventNode)) yield return "variable";
        if (!sop.Inputs.IsEmpty && element is not (CallActivity or SendTask or ThrowEvent)) yield return "input";
        if (!sop.Outputs.IsEmpty && element is not CallActivity) yield return "output";
    }
}
