using Bunit;
using Samanvay.Designer.Pages.Procedures.Moving;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Runtime.Migrating;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class MoveRunsTests : ScreenTest
{
    private static readonly PlannedElement Warn = new("warn", "Warn the people", "user task")
    {
        Container = "flood",
        Target = "alert",
        TargetLabel = "Alert",
        Choices = [new("alert", "Alert"), new("close", "Close the road")],
    };

    [Fact]
    public void An_element_shows_what_it_becomes_and_lets_one_choose_another_or_leave_it_out()
    {
        var table = Render<MappingTable>(parameters => parameters
            .Add(part => part.Elements, [new MigrationElement(Warn, 3)]).Add(part => part.To, 5));

        table.Find("th[scope=row]").TextContent.ShouldBe("Warn the people");
        var choice = table.Find("select[name='to.warn']");
        choice.GetAttribute("aria-label").ShouldBe("What Warn the people goes on as");
        choice.QuerySelectorAll("option").Select(option => option.TextContent.Trim())
            .ShouldBe(["Left out", "Alert", "Close the road"]);
        choice.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe("alert");
    }

    [Fact]
    public void What_is_left_out_says_why_in_the_language_of_the_reader()
    {
        Speak("hi");
        var lost = Warn with
        {
            Target = null,
            TargetLabel = null,
            Choices = [],
            Reason = "It is left out of the plan.",
        };

        var table = Render<MappingTable>(parameters => parameters
            .Add(part => part.Elements, [new MigrationElement(lost, 0)]).Add(part => part.To, 5));

        table.Find(".why").TextContent.Trim().ShouldBe("इसे योजना से छोड़ा गया है।");
        table.FindAll("select").ShouldBeEmpty();
    }

    [Fact]
    public void A_trial_names_each_incident_with_what_would_become_of_it_the_refused_first()
    {
        var refused = Diagnostic.Error(MigrationCodes.LeftOut, "Map it first.");
        var trial = new MigrationTrial([Tried("Old bridge"), Tried("New bridge", refused)], null);

        var table = Render<TrialTable>(parameters => parameters.Add(part => part.Trial, trial));

        table.FindAll(".run strong").Select(name => name.TextContent).ShouldBe(["New bridge", "Old bridge"]);
        table.FindAll(".run p").Select(text => text.TextContent).ShouldBe(["Map it first."]);
        table.Find("[role=status]").TextContent.Trim()
            .ShouldBe("Would move: 1. Would move, with a warning: 0. Refused: 1.");
    }

    private static TriedRun Tried(string title, params Diagnostic[] problems) =>
        new(new OperationId(Guid.NewGuid()), 1, title, [.. problems]);
}
