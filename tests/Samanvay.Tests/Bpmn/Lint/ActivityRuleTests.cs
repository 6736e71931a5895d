using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class ActivityRuleTests
{
    private static IEnumerable<string> On(string task, string before = BpmnLintTests.Role) =>
        BpmnLintTests.Codes(BpmnLintTests.Around(task, "t", "t"), before);

    [Fact]
    public void A_step_of_people_without_a_role_is_reported() =>
        On("<bpmn:userTask id=\"t\" name=\"A\"/>").ShouldBe(["BPMN131"]);

    [Fact]
    public void A_lane_named_as_a_role_is_enough() =>
        On("""
            <bpmn:laneSet id="ls"><bpmn:lane id="l" name="police.control"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
            <bpmn:userTask id="t" name="A"/>
            """).ShouldBeEmpty();

    [Fact]
    public void A_step_without_a_name_is_reported() => On("<bpmn:manualTask id=\"t\"/>").ShouldBe(["BPMN130"]);

    [Theory]
    [InlineData("<bpmn:serviceTask id=\"t\" name=\"A\"/>")]
    [InlineData("<bpmn:sendTask id=\"t\" name=\"A\"/>")]
    [InlineData("<bpmn:receiveTask id=\"t\" name=\"A\"/>")]
    [InlineData("<bpmn:businessRuleTask id=\"t\" name=\"A\"/>")]
    [InlineData("<bpmn:callActivity id=\"t\" name=\"A\"/>")]
    [InlineData("<bpmn:scriptTask id=\"t\" name=\"A\"/>")]
    [InlineData("<bpmn:scriptTask id=\"t\" name=\"A\" "
        + "scriptFormat=\"text/javascript\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>")]
    public void An_automatic_step_that_does_nothing_is_reported(string task) => On(task).ShouldBe(["BPMN132"]);

    [Fact]
    public void A_step_whose_kind_nobody_chose_is_reported() =>
        On("<bpmn:task id=\"t\" name=\"A\"/>").ShouldBe(["BPMN133"]);

    [Fact]
    public void A_quantity_below_one_is_reported() =>
        On("<bpmn:manualTask id=\"t\" name=\"A\" startQuantity=\"0\"/>").ShouldBe(["BPMN134"]);

    [Theory]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics/>", false)]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics sop:collection=\"=x\"/>", false)]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics sop:collection=\"=x\" sop:elementVariable=\"y\"/>", true)]
    [InlineData("<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>", true)]
    [InlineData("<bpmn:standardLoopCharacteristics/>", false)]
    [InlineData("<bpmn:standardLoopCharacteristics loopMaximum=\"0\"/>", false)]
    [InlineData("<bpmn:standardLoopCharacteristics loopMaximum=\"3\"/>", true)]
    public void What_repeats_says_over_what(string loop, bool good) =>
        On($"<bpmn:manualTask id=\"t\" name=\"A\">{loop}</bpmn:manualTask>").ShouldBe(good ? [] : ["BPMN135"]);

    [Fact]
    public void An_ad_hoc_sub_process_has_steps_and_no_start()
    {
        On("<bpmn:adHocSubProcess id=\"t\" name=\"A\"><bpmn:manualTask id=\"u\" name=\"B\"/></bpmn:adHocSubProcess>")
            .ShouldBeEmpty();
        On("<bpmn:adHocSubProcess id=\"t\" name=\"A\"/>").ShouldBe(["BPMN136"]);
        On("<bpmn:adHocSubProcess id=\"t\" name=\"A\"><bpmn:manualTask id=\"u\" name=\"B\"/><bpmn:endEvent id=\"v\" "
            + "name=\"C\"/></bpmn:adHocSubProcess>")
            .ShouldBe(["BPMN136"]);
    }

    [Fact]
    public void A_handler_that_undoes_nothing_is_reported() =>
        On("<bpmn:manualTask id=\"t\" name=\"A\"/><bpmn:manualTask id=\"h\" name=\"B\" isForCompensation=\"true\"/>")
            .ShouldBe(["BPMN137"]);

    [Theory]
    [InlineData("<bpmn:message id=\"m\"/>", "BPMN138")]
    [InlineData("<bpmn:signal id=\"m\" name=\"a\"/><bpmn:signal id=\"n\" name=\"a\"/>", "BPMN139")]
    [InlineData("<bpmn:error id=\"m\" errorCode=\"a\"/><bpmn:error id=\"n\" errorCode=\"a\"/>", "BPMN139")]
    public void Messages_and_codes_can_be_told_apart(string before, string code) =>
        On("<bpmn:manualTask id=\"t\" name=\"A\"/>", before).ShouldContain(code);
}
