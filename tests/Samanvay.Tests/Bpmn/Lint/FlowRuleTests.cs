using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class FlowRuleTests
{
    private const string Task = "<bpmn:manualTask id=\"t\" name=\"Do it\"/>";

    private static IEnumerable<string> Codes(string process) => BpmnLintTests.Codes(process);

    private static string Flow(string from, string to, string inside = "") =>
        $"<bpmn:sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\">{inside}</bpmn:sequenceFlow>";

    [Fact]
    public void An_end_without_a_start_is_reported() =>
        Codes(Task + "<bpmn:endEvent id=\"e\" name=\"Done\"/>" + Flow("t", "e")).ShouldBe(["BPMN101"]);

    [Fact]
    public void A_start_without_an_end_is_reported() =>
        Codes("<bpmn:startEvent id=\"s\" name=\"Begin\"/>" + Task + Flow("s", "t")).ShouldContain("BPMN102");

    [Fact]
    public void A_step_that_is_not_connected_is_reported() =>
        Codes(BpmnLintTests.Around(Task + "<bpmn:manualTask id=\"u\" name=\"Alone\"/>", "t", "t"))
            .ShouldBe(["BPMN103"]);

    [Fact]
    public void A_circle_that_nothing_leads_into_is_reported() =>
        Codes(BpmnLintTests.Around(Task + "<bpmn:manualTask id=\"u\" name=\"A\"/><bpmn:manualTask id=\"v\" name=\"B\"/>"
            + Flow("u", "v") + Flow("v", "u"), "t", "t")).ShouldBe(["BPMN103"]);

    [Fact]
    public void A_step_after_a_link_is_reached() =>
        Codes(BpmnLintTests.Around("""
            <bpmn:intermediateThrowEvent id="go" name="Go on"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateThrowEvent>
            <bpmn:intermediateCatchEvent id="on" name="Go on"><bpmn:linkEventDefinition name="x"/></bpmn:intermediateCatchEvent>
            """, "go", "on")).ShouldBeEmpty();

    [Fact]
    public void An_event_sub_process_and_a_compensation_handler_need_no_flow() =>
        Codes(BpmnLintTests.Around("""
            <bpmn:manualTask id="t" name="Do it"/>
            <bpmn:boundaryEvent id="b" name="Undo" attachedToRef="t"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
            <bpmn:manualTask id="h" name="Undo it" isForCompensation="true"/>
            <bpmn:association id="a" sourceRef="b" targetRef="h"/>
            <bpmn:subProcess id="x" name="On call" triggeredByEvent="true">
              <bpmn:startEvent id="xs" name="Call"><bpmn:signalEventDefinition signalRef="sig"/></bpmn:startEvent>
              <bpmn:endEvent id="xe" name="Answered"/><bpmn:sequenceFlow id="xf" sourceRef="xs" targetRef="xe"/>
            </bpmn:subProcess>
            """, "t", "t"), "<bpmn:signal id=\"sig\" name=\"call\"/>").ShouldBeEmpty();

    private static IEnumerable<string> Codes(string process, string before) => BpmnLintTests.Codes(process, before);

    [Theory]
    [InlineData("t", "s")]
    [InlineData("e", "t")]
    public void A_flow_into_a_start_or_out_of_an_end_is_reported(string from, string to) =>
        Codes(BpmnLintTests.Around(Task, "t", "t") + Flow(from, to)).ShouldContain("BPMN104");

    [Fact]
    public void Flows_that_seem_to_join_at_a_step_are_reported() =>
        Codes(BpmnLintTests.Around($"<bpmn:parallelGateway id=\"g\"/><bpmn:manualTask id=\"a\" name=\"A\"/>{Task}"
            + Flow("g", "a") + Flow("g", "t") + Flow("a", "t"), "g", "t")).ShouldBe(["BPMN105"]);

    [Fact]
    public void A_step_with_two_free_ways_out_is_reported() =>
        Codes(BpmnLintTests.Around(Task + "<bpmn:manualTask id=\"a\" name=\"A\"/>" + Flow("t", "a") + Flow("a", "e"),
            "t", "t"))
            .ShouldBe(["BPMN106"]);

    [Fact]
    public void Two_equal_flows_are_reported() =>
        Codes(BpmnLintTests.Around("<bpmn:parallelGateway id=\"g\"/>" + Task + Flow("g", "t")
            + "<bpmn:sequenceFlow id=\"again\" sourceRef=\"g\" targetRef=\"t\"/>", "g", "t")).ShouldContain("BPMN107");
}
