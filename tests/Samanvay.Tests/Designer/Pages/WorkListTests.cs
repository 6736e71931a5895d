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

    private IRenderedComponent<WorkList> Show(StepLine step) => Render<WorkList>(parameters => parameters
        .Add(it => it.Title, "Waiting").Add(it => it.Empty, "Nothing").Add(it => it.Takes, true)
        .Add(it => it.Lines, [new WorkLine(Flood, step, "River flood", IncidentSeverity.S2, HoldsRole: true)]));

    private static StepLine Line(string name) => new(7, "clear-ghats", name, "Police control", WorkItemState.Offered)
    {
        Role = "police.control",
        OfferedAt = Now,
    };
}
