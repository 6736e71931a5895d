using System.Collections.Immutable;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Runtime.Intake.Alerts;

/// <summary>What a warned city does: one step, when its rule reaches a level.</summary>
internal static class RainProcedure
{
    /// <param name="rule">Of the situation <c>rain-warning</c>.</param>
    public static Task PublishAsync(WholeCity city, string level, string rule) => city.PublishAsync(
        "rain", $"""
        <bpmn:startEvent id="warned" name="Warned">
          <bpmn:extensionElements><sop:trigger situation="rain-warning" change="raised" level="{level}" />
          </bpmn:extensionElements>
          <bpmn:messageEventDefinition id="warned-message" messageRef="raised" />
        </bpmn:startEvent>
        <bpmn:sequenceFlow id="on" sourceRef="warned" targetRef="look" />
        <bpmn:userTask id="look" name="Look"><bpmn:potentialOwner id="who"><bpmn:resourceRef>crew</bpmn:resourceRef>
        </bpmn:potentialOwner></bpmn:userTask>
        """, $"""<bpmn:message id="raised" name="rain-warning/raised/{level}" />""",
        ImmutableSortedDictionary<string, string>.Empty.Add("situations/rain-warning.json", rule));
}
