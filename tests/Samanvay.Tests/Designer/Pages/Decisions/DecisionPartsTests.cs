using Bunit;
using Samanvay.Designer.Pages.Decisions;
using Samanvay.Dmn;
using Samanvay.Dmn.Model;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Tests.Runtime.Procedures.Decisions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Decisions;

public sealed class DecisionPartsTests : ScreenTest
{
    private static readonly DecisionChecks Checks = new();

    [Fact]
    public void A_table_is_read_in_words_and_its_cells_can_be_changed()
    {
        var table = Show(AlarmTable.Table(), canEdit: true);

        table.FindAll("thead th").Select(head => head.TextContent.Trim()).Take(3)
            .ShouldBe(["Rule", "If Level", "then Alarm"]);
        var cell = table.Find("textarea[name='in.2.0']");
        cell.TextContent.ShouldBe(">= 5");
        cell.GetAttribute("aria-label").ShouldBe("Rule 2: Level");
        table.Find("textarea[name='out.1.0']").TextContent.ShouldBe("\"green\"");
    }

    [Fact]
    public void A_wrong_cell_is_marked_and_says_what_is_wrong_in_it()
    {
        var table = Show(AlarmTable.Table(high: "foo(?)"), canEdit: true);

        var cell = table.Find("textarea[name='in.2.0']");
        cell.GetAttribute("aria-invalid").ShouldBe("true");
        table.Find("#" + cell.GetAttribute("aria-describedby")).TextContent
            .ShouldBe("There is no function 'foo'. Check the name.");
        table.Find("textarea[name='in.1.0']").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public void Who_may_not_change_it_reads_it()
    {
        var table = Show(AlarmTable.Table(), canEdit: false);

        table.FindAll("textarea, button").ShouldBeEmpty();
        table.FindAll("td code").Select(cell => cell.TextContent).ShouldContain(">= 5");
    }

    [Fact]
    public void Rules_that_something_was_found_about_are_marked_and_lead_to_it()
    {
        var table = Show(AlarmTable.Table(high: ">= 4"), canEdit: true);

        table.FindAll("tr.wrong").Count.ShouldBe(2);
        table.FindAll("tr.wrong a")[0].GetAttribute("href").ShouldEndWith("#finding-0");
    }

    [Fact]
    public void A_finding_is_told_with_its_example_and_can_become_a_rule_or_a_test_row()
    {
        var findings = Checks.Of(AlarmTable.Table(high: "> 5")).Tables[0].Findings;

        var list = Render<FindingList>(parameters => parameters
            .Add(part => part.Findings, findings).Add(part => part.CanEdit, true));

        list.Find("li p").TextContent.ShouldContain("Level = 5");
        list.FindAll("button").Select(button => button.GetAttribute("value")).ShouldBe(["rule:0", "row:0"]);
    }

    [Fact]
    public void A_finding_is_told_in_the_language_of_the_reader()
    {
        Speak("hi");
        var findings = Checks.Of(AlarmTable.Table(high: ">= 4")).Tables[0].Findings;

        var list = Render<FindingList>(parameters => parameters.Add(part => part.Findings, findings));

        list.Find("li p").TextContent.ShouldContain("एक साथ लागू होते हैं");
        list.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void A_test_row_shows_what_it_gives_what_must_come_out_and_why_it_failed()
    {
        var review = Checks.Of(AlarmTable.Table(expected: "\"green\""));

        var rows = Render<TestRowTable>(parameters => parameters
            .Add(part => part.Rows, review.Model!.Definitions.Decisions[0].TestRows)
            .Add(part => part.Results, review.Tests).Add(part => part.Inputs, ["level"])
            .Add(part => part.Table, (DecisionTable)review.Model!.Definitions.Decisions[0].Logic!)
            .Add(part => part.CanEdit, true));

        rows.Find("input[name='row.0.name']").GetAttribute("value").ShouldBe("High water");
        rows.Find("textarea[name='row.0.given.0']").TextContent.ShouldBe("6");
        rows.Find("textarea[name='row.0.expected']").TextContent.ShouldBe("\"green\"");
        rows.FindAll("label").Select(label => label.TextContent).ShouldBe(["Name", "Level", "Must come out: Alarm"]);
        rows.Find(".why").TextContent.ShouldContain("\"red\"");
        rows.FindAll("label").All(label => rows.Find($"#{label.GetAttribute("for")}") is not null).ShouldBeTrue();
    }

    [Fact]
    public void What_flips_is_told_with_its_inputs_both_answers_and_their_rules()
    {
        var inputs = FeelContext.Of(("level", FeelValue.Of(5L)));
        var flip = new ReplayedDecision(new OperationId(Guid.NewGuid()), Now, inputs)
        {
            Before = FeelValue.Of("red"),
            RulesBefore = [new DecisionReason("alarm-table", "high", 2)],
            Now = new DecisionResult(FeelValue.Of("green"), [new MatchedRule("alarm-table", "low", 1)], []),
        };

        var result = Render<ReplayResult>(parameters => parameters
            .Add(part => part.Report, new ReplayReport(7, [flip]) { WithoutInputs = 3 })
            .Add(part => part.Zone, India));

        result.Find("[role=status]").TextContent.ShouldContain("Decisions asked again: 7. Other answers: 1.");
        result.Find("[role=status]").TextContent.ShouldContain("Of 3 it was not recorded");
        result.Find("tbody a").GetAttribute("href").ShouldBe($"/live/{flip.Operation.Value}");
        result.FindAll("tbody td").Select(cell => cell.TextContent.Trim()).ToList().ShouldSatisfyAllConditions(
            cells => cells[0].ShouldBe("{level: 5}"), cells => cells[1].ShouldContain("by rule 2"),
            cells => cells[2].ShouldContain("\"green\""));
    }

    [Theory]
    [InlineData(0, false, "has never been taken in earnest")]
    [InlineData(0, true, "the latest ones, this decision was not taken")]
    [InlineData(3, false, "taken 3 times")]
    public void Where_nothing_can_be_asked_again_it_is_said_why(int without, bool isCut, string why)
    {
        var report = new ReplayReport(0, []) { WithoutInputs = without, IsCut = isCut };

        var result = Render<ReplayResult>(parameters => parameters.Add(part => part.Report, report));

        result.Markup.ShouldContain("There is nothing to ask again");
        result.Markup.ShouldContain(why);
        result.Markup.ShouldNotContain("asked again: 0");
    }

    [Fact]
    public void Beside_something_that_can_not_be_read_nothing_is_said_to_be_complete()
    {
        var table = Checks.Of(AlarmTable.Table(high: ">")).Tables[0];

        var list = Render<FindingList>(parameters => parameters
            .Add(part => part.Findings, table.Findings).Add(part => part.IsWhole, table.IsWhole)
            .Add(part => part.CanEdit, true));

        list.FindAll("button").ShouldBeEmpty();
        list.Find(".none").TextContent.ShouldContain("can not be read");
    }

    [Theory]
    [InlineData(">> 100")]
    [InlineData("nosuchfn(3)")]
    [InlineData("> \"abc\"")]
    public void Where_a_rule_has_something_wrong_it_is_named_and_nothing_is_said_to_be_complete(string high)
    {
        var review = Checks.Of(AlarmTable.Table(high: high));

        var list = ShowFindings(review);

        list.FindAll(".ok").ShouldBeEmpty();
        list.FindAll(".none").ShouldContain(said => said.TextContent.Contains("wrong here: rule 2."));
    }

    [Fact]
    public void A_table_in_which_all_is_well_says_so_until_something_is_written_in_it()
    {
        var list = ShowFindings(Checks.Of(AlarmTable.Table()));

        list.Find(".none.ok").TextContent.ShouldContain("no gap");
        list.Find(".stale").TextContent.ShouldContain("Changed since");
    }

    [Fact]
    public void A_row_that_does_not_say_yet_what_must_come_out_is_not_red()
    {
        var review = Checks.Of(AlarmTable.Table(expected: ""));

        var rows = Render<TestRowTable>(parameters => parameters
            .Add(part => part.Rows, review.Model!.Definitions.Decisions[0].TestRows)
            .Add(part => part.Results, review.Tests).Add(part => part.Inputs, ["level"]));

        rows.FindAll(".pill--error").ShouldBeEmpty();
        rows.Find(".pill--neutral").TextContent.ShouldContain("Not run yet");
        rows.Find(".why").TextContent.ShouldContain("gives \"red\" now");
    }

    [Theory]
    [InlineData("level", "Level")]
    [InlineData("waterTest", "Water test")]
    [InlineData("pump-state", "Pump state")]
    [InlineData("PM10", "PM10")]
    public void An_input_without_a_column_of_its_own_is_called_by_its_name_in_words(string name, string label) =>
        DecisionWords.LabelOf(null, name).ShouldBe(label);

    [Fact]
    public void Every_hit_policy_is_said_in_words_in_both_languages()
    {
        foreach (var language in new[] { "en", "hi" })
        {
            Speak(language);
            foreach (var policy in Enum.GetValues<HitPolicy>())
            {
                foreach (var aggregation in Enum.GetValues<Aggregation>())
                {
                    DecisionWords.HitPolicy(new(), new DecisionTable("t", null, policy, aggregation))
                        .ShouldNotContain("procedures.decisions");
                }
            }
        }
    }

    private IRenderedComponent<FindingList> ShowFindings(DecisionReview review)
    {
        var table = (DecisionTable)review.Model!.Definitions.Decisions[0].Logic!;
        Diagnostic[] problems = [.. review.Read, .. review.Types];
        return Render<FindingList>(parameters => parameters
            .Add(part => part.Findings, review.Tables[0].Findings)
            .Add(part => part.IsWhole, TableFaults.IsWhole(table, review.Tables, problems))
            .Add(part => part.LeftOut, TableFaults.Rules(table, problems)));
    }

    private IRenderedComponent<RuleTable> Show(string text, bool canEdit)
    {
        var review = Checks.Of(text);
        return Render<RuleTable>(parameters => parameters
            .Add(part => part.Table, (DecisionTable)review.Model!.Definitions.Decisions[0].Logic!)
            .Add(part => part.Findings, review.Tables[0].Findings).Add(part => part.Problems, review.Read)
            .Add(part => part.CanEdit, canEdit));
    }
}
