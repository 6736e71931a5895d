using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class EventRuleTests
{
    private const string Shared = """
        <bpmn:message id="m" name="m"/><bpmn:signal id="s1" name="s1"/><bpmn:error id="coded" errorCode="E1"/><bpmn:error id="bare"/>
        <bpmn:escalation id="up" escalationCode="U"/><bpmn:escalation id="noCode"/>
        """;

    // What is shared here is not all used, nor has it a name; and one end suffices where one step runs.
    private static IEnumerable<string> Codes(string process) =>
        BpmnLintTests.Codes(process, Shared).Except(["BPMN138", "BPMN147", "BPMN149"]);

    private static IEnumerable<string> End(string definition) => Codes($"""
        <bpmn:startEvent id="s" name="Begin"/><bpmn:endEvent id="e" name="Done">{definition}</bpmn:endEvent>
        <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>
        """);

    private static IEnumerable<string> Start(string definition) => Codes($"""
        <bpmn:startEvent id="s" name="Begin">{definition}</bpmn:startEvent><bpmn:endEvent id="e" name="Done"/>
        <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>
        """);

    private static IEnumerable<string> Catch(string definition) => Codes(BpmnLintTests.Around(
        $"<bpmn:intermediateCatchEvent id=\"c\" name=\"Wait\">{definition}</bpmn:intermediateCatchEvent>", "c", "c"));

    private static IEnumerable<string> Boundary(string attributes, string definition, string handler = "") =>
        Codes(BpmnLintTests.Around($"""
        <bpmn:manualTask id="t" name="Do it"/>
        <bpmn:boundaryEvent id="b" name="Late" attachedToRef="t" {attributes}>{definition}</bpmn:boundaryEvent>{handler}
        """, "t", "t"));

    private const string OutOfBoundary = "<bpmn:sequenceFlow id=\"bo\" sourceRef=\"b\" targetRef=\"e\"/>";
    private const string Timer =
        "<bpmn:timerEventDefinition><bpmn:timeDuration>PT5M</bpmn:timeDuration></bpmn:timerEventDefinition>";

    [Theory]
    [InlineData("<bpmn:messageEventDefinition messageRef=\"m\"/>", true)]
    [InlineData("<bpmn:errorEventDefinition errorRef=\"coded\"/>", false)]
    [InlineData("<bpmn:terminateEventDefinition/>", false)]
    public void A_start_waits_only_for_what_comes_from_outside(string definition, bool good) =>
        Start(definition).ShouldBe(good ? [] : ["BPMN120"]);

    [Theory]
    [InlineData("<bpmn:terminateEventDefinition/>", true)]
    [InlineData("<bpmn:cancelEventDefinition/>", false)]
    [InlineData("<bpmn:timerEventDefinition><bpmn:timeDuration>PT5M</bpmn:timeDuration></bpmn:timerEventDefinition>",
        false)]
    public void An_end_throws_only_what_the_standard_allows(string definition, bool good) =>
        End(definition).ShouldBe(good ? [] : ["BPMN120"]);

    [Fact]
    public void A_catch_event_that_waits_for_nothing_is_reported() => Catch("").ShouldBe(["BPMN120"]);

    [Theory]
    [InlineData("<bpmn:messageEventDefinition/>")]
    [InlineData("<bpmn:signalEventDefinition/>")]
    [InlineData("<bpmn:timerEventDefinition/>")]
    public void An_event_that_does_not_say_what_it_waits_for_is_reported(string definition) =>
        Catch(definition).ShouldBe(["BPMN121"]);

    [Theory]
    [InlineData("<bpmn:errorEventDefinition/>", "BPMN121")]
    [InlineData("<bpmn:errorEventDefinition errorRef=\"bare\"/>", "BPMN121")]
    [InlineData("<bpmn:errorEventDefinition errorRef=\"coded\"/>", null)]
    [InlineData("<bpmn:escalationEventDefinition/>", "BPMN121")]
    [InlineData("<bpmn:escalationEventDefinition escalationRef=\"noCode\"/>", "BPMN121")]
    [InlineData("<bpmn:escalationEventDefinition escalationRef=\"up\"/>", null)]
    public void What_is_thrown_needs_a_code(string definition, string? code) =>
        End(definition).ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_link_without_its_other_end_is_reported() =>
        Catch("<bpmn:linkEventDefinition name=\"x\"/>").ShouldContain("BPMN122");

    [Fact]
    public void An_event_on_a_border_that_leads_nowhere_is_reported() =>
        Boundary("", Timer).ShouldBe(["BPMN123"]);

    [Fact]
    public void An_error_on_a_border_must_interrupt()
    {
        const string Error = "<bpmn:errorEventDefinition errorRef=\"coded\"/>";

        Boundary("", Error, OutOfBoundary).ShouldBeEmpty();
        Boundary("cancelActivity=\"false\"", Error, OutOfBoundary).ShouldBe(["BPMN123"]);
        Boundary("cancelActivity=\"false\"", Timer, OutOfBoundary).ShouldBeEmpty();
    }

    [Fact]
    public void Compensation_without_a_handler_is_reported() =>
        Boundary("", "<bpmn:compensateEventDefinition/>").ShouldBe(["BPMN123"]);

    [Fact]
    public void Two_plain_starts_are_reported() =>
        Codes(BpmnLintTests.Around("<bpmn:startEvent id=\"s2\" name=\"Also\"/><bpmn:exclusiveGateway id=\"j\"/>"
            + "<bpmn:sequenceFlow id=\"s2j\" sourceRef=\"s2\" targetRef=\"j\"/>", "j", "j")).ShouldBe(["BPMN124"]);
}
