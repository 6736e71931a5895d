using Bunit;
using Samanvay.Designer.Pages.Messages;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Views.Messages;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

public sealed class MessageTests : ScreenTest
{
    private static readonly OperationId Flood = new(Guid.Parse("5d0f0a55-1e3e-4f0c-9a86-0d3f6a1f7f01"));

    private static readonly MessageView Offered = new(1, Now, "offered", "A step is offered")
    {
        Operation = Flood,
        IncidentTitle = "River flood",
        Severity = IncidentSeverity.S2,
        Item = 4,
        StepName = "Warn the ghats",
        ItemOpen = true,
    };

    [Fact]
    public void A_message_leads_to_the_step_that_waits()
    {
        var line = Show(Offered);

        line.Find("h3 a").GetAttribute("href").ShouldBe($"/work/{Flood}/4");
        line.Markup.ShouldContain("Open it and take it.");
        line.Find("time").TextContent.Trim().ShouldBe("06:10");
        line.FindAll(".pill").Count.ShouldBe(1);
    }

    [Fact]
    public void A_message_about_a_step_that_is_over_leads_to_the_incident_and_says_so()
    {
        var line = Show(Offered with { ItemOpen = false, ReadAt = Now });

        line.Find("h3 a").GetAttribute("href").ShouldBe($"/live/{Flood}");
        line.Markup.ShouldContain("nothing left for you to do");
        line.FindAll(".pill").ShouldBeEmpty("it was read");
    }

    [Fact]
    public void What_a_procedure_tells_is_said_as_its_author_wrote_it()
    {
        var line = Show(new MessageView(1, Now, null, "Shelters are full") { Body = "Send people to the college." });

        line.Find("h3").TextContent.ShouldContain("Shelters are full");
        line.Markup.ShouldContain("Send people to the college.");
    }

    [Fact]
    public void Every_kind_of_announcement_has_words_in_every_language()
    {
        var words = new Samanvay.Designer.Localization.Texts();
        foreach (var kind in Enum.GetNames<AnnouncementKind>())
        {
            var key = "work.messages.kind." + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind);
            words.KeysOf("en").ShouldContain(key);
            words.KeysOf("hi").ShouldContain(key);
        }
    }

    private IRenderedComponent<MessageLine> Show(MessageView message) =>
        Render<MessageLine>(parameters => parameters.Add(it => it.Message, message).Add(it => it.Zone, India));
}
