using System.Text.Json;
using Bunit;
using Samanvay.Designer.Components;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Procedures.Editing;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class ProblemFixesTests : ScreenTest
{
    [Fact]
    public void A_way_without_a_condition_can_become_the_one_that_is_taken_otherwise()
    {
        var problem = Diagnostic.Error("BPMN110", "No condition.", Location.Element("to-b", "conditionExpression"));

        var fix = ProblemFixes.For(problem).ShouldHaveSingleItem();

        fix.Patch!(Summary("[]"), problem)!.IsDefault.ShouldBe(true);
    }

    [Fact]
    public void The_message_follows_the_situation()
    {
        var problem = Diagnostic.Error("SOP002", "Another message.", Location.Element("start", "trigger"));
        var start = Summary("""
            [{ "$type": "sop:Trigger", "situation": "river", "change": "raised", "level": "low" }]
            """);

        ProblemFixes.For(problem)[0].Patch!(start, problem)!.Reference.ShouldBe("river/raised/low");
    }

    [Fact]
    public void Warnings_are_put_in_order_and_the_promise_stays()
    {
        var problem = Diagnostic.Error("SLA002", "Not in order.", Location.Element("step", "serviceLevel.warnAt"));
        var step = Summary("""
            [{ "$type": "sop:ServiceLevel", "metric": "ack", "target": "PT5M", "warnAt": "90 50 50 150" }]
            """);

        var level = ProblemFixes.For(problem)[0].Patch!(step, problem)!.Extensions!["sop:ServiceLevel"]
            .ShouldHaveSingleItem().ShouldBeOfType<SopElement>();

        (level.Read("warnAt"), level.Read("target")).ShouldBe(("50 90", "PT5M"));
    }

    [Fact]
    public void A_list_offers_the_mend_and_says_which_was_pressed()
    {
        (Diagnostic Problem, ProblemFix Fix)? pressed = null;
        var problem = new Diagnostic("BPMN145", Severity.Hint, "Nothing follows.", Location.Element("step"));
        var list = Render<ProblemList>(parameters => parameters.Add(it => it.Problems, [problem])
            .Add(it => it.Fixes, ProblemFixes.Titles(new Texts()))
            .Add(it => it.Fix, ((Diagnostic, ProblemFix) mend) => pressed = mend));

        list.Find(".fix").TextContent.Trim().ShouldBe("Add an end after it");
        list.Find(".fix").Click();

        pressed!.Value.Fix.Repair.ShouldBe("append-end");
    }

    [Fact]
    public void What_has_no_name_is_called_after_its_kind()
    {
        ElementLine[] lines =
        [
            new("Event_0abc12", "bpmn:StartEvent", "start", "", null),
            new("close", "bpmn:UserTask", "step", "Close", null),
        ];
        var problem = Diagnostic.Error("ENG006", "'Event_0abc12' names no message; choose one.");

        ProblemWords.Plain(new Texts(), problem, lines).Message.ShouldBe("“Start” names no message; choose one.");
    }

    private static ElementSummary Summary(string extensions) => new("x", "bpmn:UserTask", "step", "", "")
    {
        Extensions = JsonSerializer.Deserialize<JsonElement[]>(extensions)!,
    };
}
