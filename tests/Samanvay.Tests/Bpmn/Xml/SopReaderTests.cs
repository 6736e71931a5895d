using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

public sealed class SopReaderTests
{
    private static SopExtensions OnTask(string extensions) =>
        Sample.Node<UserTask>("<bpmn:userTask "
            + $"id=\"close-ghats.1\"><bpmn:extensionElements>{extensions}</bpmn:extensionElements></bpmn:userTask>").Sop;

    private static IEnumerable<string> ProblemsOf(string extensions) =>
        Sample.Problems(
            $"<bpmn:userTask id=\"t\"><bpmn:extensionElements>{extensions}</bpmn:extensionElements></bpmn:userTask>");

    [Fact]
    public void A_service_level_is_read_whole()
    {
        var level = OnTask("""<sop:serviceLevel metric="ack" target="=if severity = 1 then duration(&quot;PT5M&quot;) else limit" calendar="24x7" warnAt="50 75 90" ladder="life" lifeSafety="true" pause="material unsafe-conditions"/>""")
            .ServiceLevels.Single();

        level.Metric.ShouldBe(SopMetric.Acknowledge);
        level.Target.IsExpression.ShouldBeTrue();
        level.Target.Body.ShouldStartWith("if severity");
        level.WarnAt.ShouldBe([50, 75, 90]);
        level.LadderId.ShouldBe("life");
        level.LifeSafety.ShouldBeTrue();
        level.PauseReasons.ShouldBe(["material", "unsafe-conditions"]);
    }

    [Fact]
    public void A_ladder_keeps_its_levels_in_order()
    {
        var ladder = OnTask("""
            <sop:ladder id="life" basis="resolve" onExhausted="loop:3">
              <sop:level after="PT2M" targets="iccc.supervisor" action="notify" repeatEvery="PT5M" repeatMax="3"/>
              <sop:level at="75%" targets="iccc.duty-officer" action="watch"/>
              <sop:level at="breach" targets="ulb.swd.ae" action="reassign:ulb.swd.ae notify"/>
              <sop:level afterBreach="25%" targets="ddma.dm police.control" action="severity:1 escalate:OVERDUE"/>
            </sop:ladder>
            """).Ladders.Single();

        ladder.Basis.ShouldBe(SopLadderBasis.Resolve);
        ladder.LoopCount.ShouldBe(3);
        ladder.Levels.Select(level => level.Moment).ShouldBe(
            [new AfterDelay(new("PT2M")), new AtPercent(75), new AtBreach(), new AfterBreach(new("25%"))]);
        ladder.Levels[0].RepeatEvery.ShouldBe(new SopValue("PT5M"));
        ladder.Levels[2].Actions.ShouldBe([new ReassignAction("ulb.swd.ae"), new NotifyAction()]);
        ladder.Levels[3].Targets.ShouldBe(["ddma.dm", "police.control"]);
        ladder.Levels[3].Actions.ShouldBe([new SeverityAction(1), new EscalateAction("OVERDUE")]);
    }

    [Fact]
    public void A_trigger_names_the_message_that_it_sends() =>
        OnTask("""<sop:trigger situation="river-level" change="lowered" level="high"/>""")
            .Triggers.Single().MessageName.ShouldBe("river-level/lowered/high");

    [Fact]
    public void An_activity_has_inputs_and_outputs()
    {
        var activity = OnTask("""
            <sop:activity type="notify.sign" version="1">
              <sop:input name="group">=ward.signs.upstream</sop:input>
              <sop:input name="expiresIn">PT60M</sop:input>
              <sop:output name="signsOn">=result.count</sop:output>
            </sop:activity>
            """).Activity.ShouldNotBeNull();

        activity.Inputs.ShouldBe([new("group", new("=ward.signs.upstream")), new("expiresIn", new("PT60M"))]);
        activity.Inputs[1].Value.IsExpression.ShouldBeFalse();
        activity.Outputs.ShouldBe([new("signsOn", new("=result.count"))]);
    }

    [Fact]
    public void A_forms_result_is_named_after_its_step_unless_said_otherwise()
    {
        OnTask("""<sop:form ref="closure-report"/>""").Form!.Result.ShouldBe("close_ghats_1");
        OnTask("""<sop:form ref="closure-report" result="closure"/>""").Form!.Result.ShouldBe("closure");
    }

    [Fact]
    public void Texts_are_found_by_language_and_use()
    {
        var sop = OnTask("""<sop:text lang="hi">घाट बंद करें</sop:text><sop:text lang="hi" for="instruction">पहले पुलिस को बताएँ</sop:text>""");

        sop.TextFor("hi").ShouldBe("घाट बंद करें");
        sop.TextFor("hi", SopTextUse.Instruction).ShouldBe("पहले पुलिस को बताएँ");
        sop.TextFor("mr").ShouldBeNull();
    }

    [Fact]
    public void The_rest_is_read()
    {
        var sop = OnTask("""
            <sop:decision ref="flood-severity" result="severity"/>
            <sop:parameter name="evacuationTarget" type="duration" unit="min" default="PT180M" min="PT60M" max="PT360M" cite="District plan"/>
            <sop:signal name="river.level" unit="m"/>
            <sop:variable name="report"/><sop:variable name="depth">=form.depth</sop:variable>
            <sop:closeWhen>=shelters_empty and level_below_warning</sop:closeWhen>
            """);

        sop.Decision.ShouldBe(new("flood-severity", "severity"));
        sop.Parameters.Single()
            .ShouldBe(new("evacuationTarget", "duration", "min", "PT180M", "PT60M", "PT360M", "District plan"));
        sop.Signals.Single().ShouldBe(new("river.level", "m"));
        sop.Variables.ShouldBe([new("report", null), new("depth", new SopValue("=form.depth"))]);
        sop.CloseWhen!.Condition.Body.ShouldBe("shelters_empty and level_below_warning");
    }

    [Theory]
    [InlineData("<sop:servicelevel metric=\"ack\" target=\"PT5M\"/>")]
    [InlineData("<sop:serviceLevel metric=\"ack\"/>")]
    [InlineData("<sop:serviceLevel metric=\"ack\" target=\"PT5M\" calender=\"24x7\"/>")]
    [InlineData("<sop:serviceLevel metric=\"ack\" target=\"PT5M\" warnAt=\"half\"/>")]
    [InlineData("<sop:ladder id=\"l\" basis=\"ack\" onExhausted=\"again\"/>")]
    [InlineData("<sop:ladder id=\"l\" basis=\"ack\"><sop:level targets=\"a\" action=\"notify\"/></sop:ladder>")]
    [InlineData("<sop:ladder id=\"l\" basis=\"ack\"><sop:level at=\"soon\" targets=\"a\" "
        + "action=\"notify\"/></sop:ladder>")]
    [InlineData("<sop:ladder id=\"l\" basis=\"ack\"><sop:level at=\"breach\" targets=\"a\" "
        + "action=\"shout\"/></sop:ladder>")]
    [InlineData("<sop:form ref=\"a\"/><sop:form ref=\"b\"/>")]
    [InlineData("<sop:input name=\"a\"><sop:form ref=\"b\"/></sop:input>")]
    public void A_slip_in_our_namespace_is_an_error_never_ignored(string extension) =>
        ProblemsOf(extension).ShouldBe(["BPMN013"]);

    [Fact]
    public void Extensions_of_other_vendors_are_no_problem() =>
        ProblemsOf("<x:anything xmlns:x=\"urn:other\" sop=\"1\"/>").ShouldBeEmpty();
}
