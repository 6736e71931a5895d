using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class GatewayRuleTests
{
    private const string If = "<bpmn:conditionExpression>depth > 30</bpmn:conditionExpression>";

    private static IEnumerable<string> Choice(string gateway, string one, string other) =>
        BpmnLintTests.Codes(BpmnLintTests.Around($"""
        {gateway}<bpmn:manualTask id="a" name="A"/><bpmn:manualTask id="b" name="B"/><bpmn:exclusiveGateway id="j"/>
        <bpmn:sequenceFlow id="ga" sourceRef="g" targetRef="a">{one}</bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="gb" sourceRef="g" targetRef="b">{other}</bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="aj" sourceRef="a" targetRef="j"/><bpmn:sequenceFlow id="bj" sourceRef="b" targetRef="j"/>
        """, "g", "j"));

    private static string Exclusive(string attributes) =>
        $"<bpmn:exclusiveGateway id=\"g\" name=\"Deep?\" {attributes}/>";

    [Fact]
    public void A_choice_with_a_condition_and_a_default_is_good() =>
        Choice(Exclusive("default=\"gb\""), If, "").ShouldBeEmpty();

    [Fact]
    public void A_way_out_without_a_condition_is_reported() => Choice(Exclusive(""), If, "").ShouldBe(["BPMN110"]);

    [Fact]
    public void An_empty_condition_is_reported() =>
        Choice(Exclusive("default=\"gb\""), "<bpmn:conditionExpression> </bpmn:conditionExpression>", "")
            .ShouldBe(["BPMN110"]);

    [Fact]
    public void A_choice_without_a_default_is_reported() => Choice(Exclusive(""), If, If).ShouldBe(["BPMN112"]);

    [Fact]
    public void A_condition_on_the_default_is_reported() =>
        Choice(Exclusive("default=\"gb\""), If, If).ShouldBe(["BPMN111"]);

    [Fact]
    public void A_condition_after_a_parallel_gateway_is_reported() =>
        Choice("<bpmn:parallelGateway id=\"g\"/>", If, "").ShouldBe(["BPMN111"]);

    [Fact]
    public void A_condition_after_a_step_beside_a_free_flow_is_reported() =>
        Choice("<bpmn:manualTask id=\"g\" name=\"Look\"/>", If, "").ShouldBe(["BPMN110"]);

    [Fact]
    public void A_gateway_marked_as_joining_that_splits_is_reported() =>
        Choice(Exclusive("default=\"gb\" gatewayDirection=\"Converging\""), If, "").ShouldBe(["BPMN116"]);

    [Fact]
    public void A_gateway_that_joins_and_splits_is_reported() =>
        BpmnLintTests.Codes(BpmnLintTests.Around("""
            <bpmn:parallelGateway id="g"/><bpmn:manualTask id="a" name="A"/><bpmn:parallelGateway id="h"/>
            <bpmn:sequenceFlow id="1" sourceRef="g" targetRef="a"/><bpmn:sequenceFlow id="2" sourceRef="a" targetRef="h"/>
            <bpmn:sequenceFlow id="3" sourceRef="g" targetRef="h"/><bpmn:sequenceFlow id="4" sourceRef="h" targetRef="b"/>
            <bpmn:manualTask id="b" name="B"/><bpmn:sequenceFlow id="5" sourceRef="b" targetRef="e"/>
            """, "g", "h")).ShouldBe(["BPMN113"]);

    [Fact]
    public void A_gateway_with_one_way_through_is_refused() =>
        BpmnLintTests.Codes(BpmnLintTests.Around("<bpmn:parallelGateway id=\"g\"/>", "g", "g")).ShouldBe(["BPMN114"]);

    [Theory]
    [InlineData("<bpmn:intermediateCatchEvent id=\"b\" "
        + "name=\"Late\"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>", true)]
    [InlineData("<bpmn:receiveTask id=\"b\" name=\"Reply\" messageRef=\"m\"/>", false)]
    [InlineData("<bpmn:manualTask id=\"b\" name=\"Act\"/>", false)]
    public void An_event_based_gateway_waits_for_events_of_one_kind(string second, bool good)
    {
        var codes = BpmnLintTests.Codes(BpmnLintTests.Around($"""
            <bpmn:eventBasedGateway id="g"/>
            <bpmn:intermediateCatchEvent id="a" name="Reply"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
            {second}<bpmn:exclusiveGateway id="j"/>
            <bpmn:sequenceFlow id="ga" sourceRef="g" targetRef="a"/><bpmn:sequenceFlow id="gb" sourceRef="g" targetRef="b"/>
            <bpmn:sequenceFlow id="aj" sourceRef="a" targetRef="j"/><bpmn:sequenceFlow id="bj" sourceRef="b" targetRef="j"/>
            """, "g", "j"), "<bpmn:message id=\"m\" name=\"reply\"/>");

        codes.ShouldBe(good ? [] : ["BPMN115"]);
    }
}
