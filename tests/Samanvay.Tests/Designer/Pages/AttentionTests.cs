using Bunit;
using NodaTime;
using Samanvay.Designer.Layout;
using Samanvay.Designer.Pages.Attention;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Work;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

public sealed class AttentionTests : ScreenTest
{
    private static readonly OperationId Flood = new(Guid.Parse("5d0f0a55-1e3e-4f0c-9a86-0d3f6a1f7f01"));

    private static readonly AttentionItem Message =
        new(AttentionKind.Effect, "notify.in-app", "Nobody answers.", Now - Duration.FromHours(1))
        {
            Operation = Flood,
            Incident = "River flood",
            Attempts = 5,
            Key = "e7",
        };

    [Fact]
    public void What_failed_says_what_why_since_when_and_how_often()
    {
        var card = Card(Message, retry: true, skip: true);

        card.Find("h3").TextContent.ShouldBe("Message on people's screens");
        card.Find(".reason").TextContent.ShouldBe("Nobody answers.");
        card.Find(".facts time").TextContent.ShouldContain("05:10:00");
        card.Find(".facts").TextContent.ShouldContain("5");
        card.Find(".facts a").GetAttribute("href").ShouldBe($"/live/{Flood}");
    }

    [Fact]
    public void It_is_retried_and_skipped_by_plain_forms_and_skipping_asks_why()
    {
        var card = Card(Message, retry: true, skip: true);

        card.FindAll("form").Select(form => form.GetAttribute("action"))
            .ShouldBe(["/attention/retry", "/attention/skip"]);
        card.Find("form[action='/attention/skip'] textarea[name=reason]").HasAttribute("required").ShouldBeTrue();
        card.Find("input[name=key]").GetAttribute("value").ShouldBe("e7");
    }

    [Fact]
    public void Whoever_may_do_nothing_is_told_who_may()
    {
        var card = Card(Message, retry: false, skip: false);

        card.FindAll("form").ShouldBeEmpty();
        card.Find(".row").TextContent.ShouldContain("supervisor");
    }

    [Fact]
    public void It_speaks_hindi_too()
    {
        Speak("hi");

        Card(Message, retry: true, skip: true).Markup.ShouldContain("फिर से प्रयास करें");
    }

    [Fact]
    public void A_city_without_refused_signals_says_so()
    {
        var table = Table();

        table.FindAll("table").ShouldBeEmpty();
        table.Markup.ShouldContain("No signal was refused");
    }

    [Fact]
    public void Refused_signals_are_listed_by_kind_with_what_the_sender_was_told()
    {
        var table = Table(new RefusedSignalCount("unknown-unit", 12, Now, "gateway:river", "Send a UCUM code."));

        table.Find("h2").TextContent.ShouldBe("Signals refused: 12");
        table.Find("tbody tr").TextContent.ShouldContain("unknown-unit");
        table.Find("tbody .answer").TextContent.ShouldBe("Send a UCUM code.");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, "")]
    [InlineData(3, "3")]
    [InlineData(250, "99+")]
    public void The_badge_is_there_for_whoever_may_act_and_counts(int? count, string? shown)
    {
        var badge = Render<AttentionBadge>(parameters => parameters.Add(it => it.Count, count));

        if (shown is null) badge.Markup.Trim().ShouldBeEmpty();
        else badge.Find("a[href='/attention']").TextContent.Trim().ShouldBe(shown);
    }

    private IRenderedComponent<AttentionCard> Card(AttentionItem item, bool retry, bool skip) =>
        Render<AttentionCard>(parameters => parameters.Add(it => it.Item, item).Add(it => it.Zone, India)
            .Add(it => it.MayRetry, retry).Add(it => it.MaySkip, skip));

    private IRenderedComponent<RefusedSignalsTable> Table(params RefusedSignalCount[] refused) =>
        Render<RefusedSignalsTable>(parameters => parameters.Add(it => it.Refused, refused)
            .Add(it => it.Since, Now).Add(it => it.Zone, India));
}
