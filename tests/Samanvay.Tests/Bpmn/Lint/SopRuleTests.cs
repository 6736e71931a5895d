using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class SopRuleTests
{
    private const string Life = """<sop:ladder id="life" basis="ack"><sop:level after="PT2M" targets="owner" action="notify"/></sop:ladder>""";

    private static IEnumerable<string> OnTask(string extensions, string onProcess = Life) => BpmnLintTests.Codes(
        $"<bpmn:extensionElements>{onProcess}</bpmn:extensionElements>" + BpmnLintTests.Around(
            "<bpmn:userTask id=\"t\" "
                + $"name=\"A\"><bpmn:extensionElements>{extensions}</bpmn:extensionElements>{BpmnLintTests.Owner}</bpmn:userTask>",
            "t", "t"));

    private static IEnumerable<string> OnProcess(string extensions) => OnTask("", extensions);

    private static string Ladder(params string[] levels) =>
        "<sop:ladder id=\"l\" "
            + $"basis=\"resolve\">{string.Concat(levels.Select(level => $"<sop:level {level}/>"))}</sop:ladder>";

    [Theory]
    [InlineData("metric=\"ack\" target=\"PT5M\" ladder=\"life\" warnAt=\"50 90\"", null)]
    [InlineData("metric=\"resolve\" target=\"=if severity = 1 then a else b\"", null)]
    [InlineData("metric=\"ack\" target=\"five minutes\"", "SLA001")]
    [InlineData("metric=\"ack\" target=\"P1M\"", "SLA001")]
    [InlineData("metric=\"ack\" target=\"PT0S\"", "SLA001")]
    [InlineData("metric=\"ack\" target=\"PT5M\" warnAt=\"90 50\"", "SLA002")]
    [InlineData("metric=\"ack\" target=\"PT5M\" warnAt=\"100\"", "SLA002")]
    [InlineData("metric=\"resolve\" target=\"PT5M\" lifeSafety=\"true\" pause=\"material\"", "SLA003")]
    [InlineData("metric=\"ack\" target=\"PT5M\" ladder=\"none\"", "SLA004")]
    [InlineData("metric=\"resolve\" target=\"PT5M\" ladder=\"life\"", "SLA005")]
    public void A_promise_can_be_kept(string level, string? code) =>
        OnTask($"<sop:serviceLevel {level}/>").ShouldBe(code is null ? [] : [code]);

    [Theory]
    [InlineData("ack", "PT5M", "resolve", "PT45M", null)]
    [InlineData("ack", "PT45M", "resolve", "PT45M", "SLA007")]
    [InlineData("respond", "PT60M", "resolve", "PT45M", "SLA007")]
    [InlineData("ack", "PT5M", "ack", "PT6M", "SLA006")]
    public void Acknowledging_comes_before_responding_and_that_before_resolving(
        string one, string first, string other, string second, string? code) =>
        OnTask($"""<sop:serviceLevel metric="{other}" target="{second}"/><sop:serviceLevel metric="{one}" target="{first}"/>""")
            .ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_step_may_not_take_longer_than_the_incident() =>
        OnTask("""<sop:serviceLevel metric="resolve" target="PT3H"/>""", """<sop:serviceLevel metric="resolve" target="PT2H"/>""")
            .ShouldBe(["SLA008"]);

    [Theory]
    [InlineData("at=\"75%\" targets=\"owner\" action=\"notify\"",
        "at=\"breach\" targets=\"police.control\" action=\"notify\"", null)]
    [InlineData("afterBreach=\"25%\" targets=\"owner.head\" action=\"notify\"",
        "afterBreach=\"50%\" targets=\"owner\" action=\"notify\"", null)]
    [InlineData("at=\"breach\" targets=\"owner\" action=\"notify\"", "at=\"75%\" targets=\"owner\" action=\"notify\"",
        "SLA017")]
    [InlineData("after=\"PT5M\" targets=\"owner\" action=\"notify\"",
        "after=\"PT2M\" targets=\"owner\" action=\"notify\"", "SLA017")]
    [InlineData("at=\"75%\" targets=\"owner\" action=\"notify\"",
        "at=\"breach\" targets=\"nobody.known\" action=\"notify\"", "SLA013")]
    [InlineData("at=\"75%\" targets=\"owner\" action=\"notify\"",
        "at=\"breach\" targets=\"owner\" action=\"reassign:nobody.known\"", "SLA013")]
    [InlineData("at=\"75%\" targets=\"owner\" action=\"notify\"",
        "at=\"breach\" targets=\"owner\" action=\"notify\" repeatEvery=\"PT5M\" repeatMax=\"21\"", "SLA015")]
    [InlineData("at=\"75%\" targets=\"owner\" action=\"notify\"",
        "afterBreach=\"soon\" targets=\"owner\" action=\"notify\"", "SLA016")]
    [InlineData("at=\"175%\" targets=\"owner\" action=\"notify\"",
        "afterBreach=\"PT1H\" targets=\"owner\" action=\"notify\"", "SLA016")]
    public void A_ladder_is_climbed_level_by_level(string lower, string upper, string? code) =>
        OnProcess(Ladder(lower, upper)).ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_ladder_without_levels_or_with_the_name_of_another_is_reported()
    {
        OnProcess("<sop:ladder id=\"l\" basis=\"ack\"/>").ShouldBe(["SLA011"]);
        OnProcess(Life + Life).ShouldBe(["SLA010"]);
    }

    [Theory]
    [InlineData("<sop:closeWhen>true</sop:closeWhen>")]
    [InlineData("<sop:parameter name=\"a\" type=\"number\" default=\"1\" cite=\"b\"/>")]
    [InlineData("<sop:decision ref=\"d\"/>")]
    [InlineData("<sop:trigger situation=\"a\"/>")]
    [InlineData("<sop:input name=\"a\">b</sop:input>")]
    public void An_extension_where_it_has_no_effect_is_reported(string extension) =>
        OnTask(extension).ShouldContain("SOP003");

    [Theory]
    [InlineData("river-level/raised/moderate", null)]
    [InlineData("river-level/raised/high", "SOP002")]
    public void A_trigger_and_its_message_have_one_name(string message, string? code) =>
        BpmnLintTests.Codes("""
            <bpmn:startEvent id="s" name="Rising">
              <bpmn:extensionElements><sop:trigger situation="river-level" change="raised" level="moderate"/></bpmn:extensionElements>
              <bpmn:messageEventDefinition messageRef="m"/>
            </bpmn:startEvent>
            <bpmn:endEvent id="e" name="Done"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/>
            """, $"<bpmn:message id=\"m\" name=\"{message}\"/>").ShouldBe(code is null ? [] : [code]);

    [Theory]
    [InlineData("default=\"PT2H\" min=\"PT1H\" max=\"PT3H\" cite=\"plan\"", null)]
    [InlineData("default=\"PT4H\" min=\"PT1H\" max=\"PT3H\" cite=\"plan\"", "SOP005")]
    [InlineData("default=\"0.5\" min=\"1\" cite=\"plan\"", "SOP005")]
    [InlineData("cite=\"plan\"", "SOP005")]
    [InlineData("default=\"PT2H\"", "SOP007")]
    public void A_parameter_s_default_lies_in_its_limits_and_has_a_source(string parameter, string? code) =>
        OnProcess($"<sop:parameter name=\"a\" type=\"duration\" {parameter}/>").ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_language_is_spoken_at_every_step_of_people_or_at_none()
    {
        OnTask("<sop:text lang=\"hi\">क</sop:text>").ShouldBeEmpty();
        OnTask("", "<sop:text lang=\"hi\">क</sop:text>").ShouldBe(["SOP009"]);
        OnTask("<sop:text lang=\"hi\">क</sop:text><sop:text lang=\"hi\">ख</sop:text>").ShouldBe(["SOP008"]);
    }
}
