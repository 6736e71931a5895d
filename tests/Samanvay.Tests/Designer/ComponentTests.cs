using Bunit;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed class ComponentTests : ScreenTest
{
    [Theory]
    [InlineData(1, "S1", "Critical")]
    [InlineData(5, "S5", "Information")]
    public void A_severity_is_said_by_shape_number_and_word(int severity, string number, string word)
    {
        var badge = Render<SeverityBadge>(parameters => parameters.Add(it => it.Severity, severity));

        badge.Find("svg").ShouldNotBeNull();
        badge.Find("b").TextContent.ShouldBe(number);
        badge.Markup.ShouldContain(word);
    }

    [Theory]
    [InlineData("forms/a.form", 3, null, "FORM001 forms/a.form:3")]
    [InlineData("forms/a.form", 0, null, "FORM001 forms/a.form")]
    [InlineData("procedures/a.bpmn", 3, "task_1", "FORM001 task_1")]
    public void A_problem_says_where_it_is(string file, int line, string? element, string place)
    {
        var list = Render<ProblemList>(parameters => parameters.Add(it => it.Problems,
            [Diagnostic.Error("FORM001", "Not readable.", new Location(file, element, Line: line))]));

        list.Find(".problem small").TextContent.ShouldBe(place);
    }

    [Fact]
    public void A_brief_severity_still_says_its_word_to_a_screen_reader()
    {
        var badge = Render<SeverityBadge>(parameters => parameters.Add(it => it.Severity, 2).Add(it => it.Brief, true));

        badge.Find(".visually-hidden").TextContent.ShouldBe("High");
    }

    [Fact]
    public void A_severity_that_does_not_exist_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() =>
        Render<SeverityBadge>(parameters => parameters.Add(it => it.Severity, 6)));

    [Fact]
    public void Something_due_today_shows_the_hour_in_the_citys_zone_and_what_is_left()
    {
        var due = Render<DueTime>(parameters => parameters.Add(it => it.Due, Now + Duration.FromMinutes(95)));

        due.Find("time").TextContent.ShouldBe("07:45");
        due.Find(".left").TextContent.ShouldBe("1 h 35 min");
        due.Find("time").GetAttribute("datetime").ShouldBe("2026-07-14T02:15:00Z");
    }

    [Fact]
    public void Something_due_on_another_day_shows_the_day_first()
    {
        var due = Render<DueTime>(parameters => parameters.Add(it => it.Due, Now + Duration.FromDays(2)));

        due.Find("time").TextContent.ShouldBe("16 Jul, 06:10");
    }

    [Fact]
    public void Something_late_is_marked_and_counts_on_below_zero()
    {
        var due = Render<DueTime>(parameters => parameters.Add(it => it.Due, Now - Duration.FromMinutes(12)));

        due.Find(".due-time--late .left").TextContent.ShouldBe("−12 min");
    }

    [Fact]
    public void A_stopped_clock_shows_the_instant_only()
    {
        var due = Render<DueTime>(parameters => parameters
            .Add(it => it.Due, Now - Duration.FromMinutes(12)).Add(it => it.Stopped, true));

        due.FindAll(".left").ShouldBeEmpty();
        due.FindAll(".due-time--late").ShouldBeEmpty();
    }

    [Fact]
    public void Problems_are_listed_the_gravest_first()
    {
        var list = Render<ProblemList>(parameters => parameters.Add(it => it.Problems,
            [Diagnostic.Warning("SLA002", "Tight at night."), Diagnostic.Error("BPMN012", "No way out.")]));

        list.FindAll("small").Select(code => code.TextContent.Trim()).ShouldBe(["BPMN012", "SLA002"]);
    }

    [Fact]
    public void Choosing_a_problem_leads_to_its_element()
    {
        Diagnostic? chosen = null;
        var problem = Diagnostic.Error("BPMN012", "No way out.", Location.Element("warn-ghats"));
        var list = Render<ProblemList>(parameters => parameters
            .Add(it => it.Problems, [problem]).Add(it => it.Choose, (Diagnostic it) => chosen = it));

        list.Find("button").Click();

        chosen.ShouldBe(problem);
    }

    [Fact]
    public void No_problems_is_said_in_words()
    {
        var list = Render<ProblemList>(parameters => parameters.Add(it => it.Problems, []));

        list.Markup.ShouldContain("No problems found");
    }

    [Fact]
    public void The_components_speak_hindi()
    {
        Speak("hi");

        var badge = Render<SeverityBadge>(parameters => parameters.Add(it => it.Severity, 1));

        badge.Markup.ShouldContain("अति गंभीर");
    }

    [Fact]
    public void Every_icon_draws_something()
    {
        foreach (var name in IconPaths.Names)
        {
            var icon = Render<Icon>(parameters => parameters.Add(it => it.Name, name));
            icon.Find("svg").ChildElementCount.ShouldBePositive(name);
        }
    }
}
