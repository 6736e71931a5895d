using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class ReadabilityRuleTests
{
    private const string Task = "<bpmn:manualTask id=\"t\" name=\"Do it\"/>";

    private const string Terminate = """
        <bpmn:startEvent id="s" name="Begin"/><bpmn:endEvent id="e" name="All done"><bpmn:terminateEventDefinition/></bpmn:endEvent>
        <bpmn:sequenceFlow id="st" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="te" sourceRef="t" targetRef="e"/>
        """;

    [Fact]
    public void An_end_of_everything_is_needless_where_nothing_else_runs() =>
        BpmnLintTests.Codes(Terminate + Task).ShouldContain("BPMN147");

    [Fact]
    public void An_end_of_everything_is_right_where_a_reminder_still_runs() =>
        BpmnLintTests.Codes(Terminate + Task + """
            <bpmn:boundaryEvent id="b" name="Late" attachedToRef="t" cancelActivity="false"><bpmn:timerEventDefinition>
            <bpmn:timeDuration>PT5M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:endEvent id="f" name="Reminded"/><bpmn:sequenceFlow id="bf" sourceRef="b" targetRef="f"/>
            """).ShouldNotContain("BPMN147");

    [Fact]
    public void An_event_that_stands_for_several_is_reported() =>
        BpmnLintTests.Codes(BpmnLintTests.Around("""
            <bpmn:intermediateCatchEvent id="t" name="Wait"><bpmn:signalEventDefinition signalRef="g"/>
            <bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
            """, "t", "t"), "<bpmn:signal id=\"g\" name=\"g\"/><bpmn:message id=\"m\" name=\"m\"/>")
            .ShouldBe(["BPMN148"]);

    [Fact]
    public void A_message_that_nothing_uses_is_reported() =>
        BpmnLintTests.Codes(BpmnLintTests.Around(Task, "t", "t"), "<bpmn:message id=\"m\" name=\"m\"/>")
            .ShouldBe(["BPMN149"]);
}
