using Bunit;
using NodaTime;
using Samanvay.Designer.Pages.Work;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Views;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

public sealed class WorkListTests : ScreenTest
{
    private static readonly OperationId Flood = new(Guid.Parse("5d0f0a55-1e3e-4f0c-9a86-0d3f6a1f7f01"));

    [Fact]
    public void A_step_leads_to_its_own_page_and_says_when_it_is_due()
    {
        var list = Show(Line("Clear the ghats") with { AcknowledgeDueAt = Now + Duration.FromMinutes(5) });

        list.Find("h3 a").GetAttribute("href").ShouldBe($"/work/{Flood}/7");
        list.Find(".dues").TextContent.ShouldContain("Take by");
        list.Find(".dues time").TextContent.ShouldBe("06:15");
    }

    [Fact]
    public void An_offered_step_is_taken_by_one_plain_form()
    {
        var list = Show(Line("Clear the ghats"));

        list.Find("form").GetAttribute("method").ShouldBe("post");
        list.Find("form").GetAttribute("action").ShouldBe($"/work/{Flood}/7");
        list.Find("[name=act]").GetAttribute("value").ShouldBe("acknowledge");
    }

    [Fact]
    public void A_late_step_is_said_to_be_late_in_words()
    {
        var list = Show(Line("Clear the ghats") with { ResolveDueAt = Now - Duration.FromMinutes(5),
            ResolveLate = true });

        list.Find(".pill").TextContent.ShouldContain("Late");
    }

    [Fact]
    public void A_held_step_can_be_taken_and_says_that_it_can_not_be_completed()
    {
        var list = Show(Line("Clear the ghats") with { Held = true });

        list.Find(".pill").TextContent.Trim().ShouldBe("Held");
        list.Find(".pill svg");
        list.Find(".words").TextContent.ShouldContain("you can take this now, but complete it only when");
        list.Find("form button");
        list.Find(".count").TextContent.ShouldBe("1");
    }

    [Fact]
    public void A_held_step_that_somebody_has_says_only_that_it_waits()
    {
        var list = Show(Line("Clear the ghats") with { Held = true, AcknowledgedBy = new(new("a"), "Asha") });

        list.Find(".words").TextContent.ShouldContain("can not be completed before somebody resumes it");
        list.Find(".words").TextContent.ShouldNotContain("you can take");
    }

    private IRenderedComponent<WorkList> Show(StepLine step) => Render<WorkList>(parameters => parameters
        .Add(it => it.Title, "Waiting").Add(it => it.Empty, "Nothing").Add(it => it.Takes, true)
        .Add(it => it.Lines, [new WorkLine(Flood, step, "River flood", IncidentSeverity.S2, HoldsRole: true)]));

    private static StepLine Line(string name) => new(7, "clear-ghats", name, "Police control", WorkItemState.Offered)
    {
        Role = "police.control",
        OfferedAt = Now,
    };
}
