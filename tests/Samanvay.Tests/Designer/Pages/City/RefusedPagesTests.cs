using Bunit;
using Samanvay.Adapters;
using Samanvay.Designer.Pages.City.Intake;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Intake;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.City;

public sealed class RefusedPagesTests : ScreenTest
{
    private static readonly Feed Levels = new(CityHost.Here, "levels", "Water levels", FeedFormat.NgsiLd);

    [Fact]
    public void Refused_messages_are_found_by_feed_reason_and_the_senders_name()
    {
        var all = Show(RefusedFilter.All);
        var some = Show(new RefusedFilter("levels", SignalRefusals.UnknownDevice, "east"));

        all.Find("[role=status]").TextContent.ShouldBe("Messages shown: 4 of 4");
        all.FindAll("select[name=feed] option").Select(option => option.TextContent)
            .ShouldBe(["All", "Water levels"]);
        some.Find("[role=status]").TextContent.ShouldBe("Messages shown: 1 of 4");
        some.Find("select[name=device] option[selected]").TextContent.ShouldBe("east");
    }

    [Fact]
    public void What_is_done_with_all_is_done_with_those_of_the_filter_and_dropping_needs_a_reason()
    {
        var table = Show(new RefusedFilter(Device: "east"));

        var forms = table.FindAll("form[method=post][action='/city/signals?device=east']")
            .Where(form => form.QuerySelector("input[name=id]") is null).ToList();
        forms.Select(form => form.QuerySelector("input[name=_handler]")!.GetAttribute("value"))
            .ShouldBe([Signals.RerunForm, Signals.DropForm]);
        forms.ShouldAllBe(form => form.QuerySelector("input[name=device]")!.GetAttribute("value") == "east");
        forms[1].QuerySelector("input[name=why]")!.HasAttribute("required").ShouldBeTrue();
        forms[1].TextContent.ShouldContain("Your name and the reason are kept.");
    }

    [Fact]
    public void What_can_never_be_right_is_not_offered_to_be_run_again()
    {
        var table = Show(new RefusedFilter(Reason: RefusalCodes.NotJson));

        table.FindAll("button").Select(button => button.TextContent.Trim())
            .ShouldNotContain(text => text.StartsWith("Run", StringComparison.Ordinal));
        table.Markup.ShouldContain("Stay wrong however often they are run: 1.");
    }

    [Fact]
    public void What_only_points_to_an_alert_is_said_in_words_and_not_offered_to_be_run_again()
    {
        var table = Show(new RefusedFilter(Reason: FeedRefusals.OnlyALink));

        table.Markup.ShouldContain("Only a link to an alert");
        table.FindAll("td b").Select(reason => reason.TextContent).ShouldNotContain(FeedRefusals.OnlyALink);
        table.FindAll("button").Select(button => button.TextContent.Trim())
            .ShouldNotContain(text => text.StartsWith("Run", StringComparison.Ordinal));
    }

    [Fact]
    public void What_nobody_could_read_is_told_with_its_kind_and_size_and_has_no_text_to_look_at()
    {
        var table = Show(RefusedFilter.All, Refused("5", SignalRefusals.ContentEncoding, null) with
        {
            ContentType = "application/json", Size = 1234567,
        });

        var row = table.FindAll("tbody tr").ShouldHaveSingleItem();
        row.TextContent.ShouldContain("Compressed");
        row.TextContent.ShouldContain("Gateway levels");
        row.TextContent.ShouldContain("application/json");
        row.TextContent.ShouldContain("Bytes: 1,234,567");
        row.QuerySelectorAll("a, button").Select(act => act.TextContent.Trim()).ShouldBe(["Drop"]);
    }

    [Fact]
    public void What_was_dropped_is_told_with_who_did_it_and_why()
    {
        var table = Show(RefusedFilter.All);

        var told = table.Find(".drops li").TextContent;
        told.ShouldContain("2 messages, by Asha Rao:");
        told.ShouldContain("A test gauge.");
    }

    [Fact]
    public void What_was_not_kept_is_told_with_its_feed_and_since_when()
    {
        var table = Render<RefusedTable>(part => part
            .Add(it => it.Messages, [])
            .Add(it => it.Setup, new MemoryCities().Setup.Apply([new SaveFeed(Levels)]))
            .Add(it => it.Unkept, [new UnkeptRefusals("levels", 19, Now)]));

        var note = table.Find(".note--warning").TextContent;
        note.ShouldContain("Water levels: since ");
        note.ShouldContain("19 more were refused and not kept, because too many came at once.");
    }

    [Fact]
    public async Task How_a_fetched_feed_fares_is_told_by_whichever_node_fetched_it()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        await host.SaveAsync(new Feed(CityHost.Here, "warnings", "Warnings", FeedFormat.Cap)
        {
            Arrival = FeedArrival.Polled, Address = "https://example.org/cap", EverySeconds = 60,
        });
        var before = await host.GetAsync("/city/feeds");
        host.Feeds.Polls.Add(new PollState(CityHost.Here, "warnings", "https://example.org/cap")
        {
            WorkedAt = Now, FailedAt = Now, Failures = 2, Trouble = "The server answered 503.",
        });

        var page = await host.GetAsync("/city/feeds");

        before.ShouldContain("Not fetched yet");
        page.ShouldContain("Failed 2 times in a row");
        page.ShouldContain("The server answered 503.");
        page.ShouldContain("Nobody: the city fetches it");
    }

    private IRenderedComponent<RefusedTable> Show(RefusedFilter filter) => Show(
        filter, Refused("1", SignalRefusals.UnknownDevice, "east"), Refused("2", SignalRefusals.UnknownDevice, "west"),
        Refused("3", RefusalCodes.NotJson, null), Refused("4", FeedRefusals.OnlyALink, null));

    private IRenderedComponent<RefusedTable> Show(
        RefusedFilter filter, params IReadOnlyList<RefusedMessage> messages) => Render<RefusedTable>(table => table
        .Add(part => part.Messages, messages)
        .Add(part => part.Setup, new MemoryCities().Setup.Apply([new SaveFeed(Levels)]))
        .Add(part => part.Filter, filter)
        .Add(part => part.Drops,
        [
            new RefusedDrop(CityHost.Here, Guid.NewGuid(), RefusedFilter.All)
            {
                At = Now, By = new PersonId("asha"), Why = "A test gauge.", Count = 2,
            },
        ]));

    private static RefusedMessage Refused(string id, string code, string? device) =>
        new(CityHost.Here, "levels", id, "gateway:levels")
        {
            ReceivedAt = Now, LastAt = Now, Body = [], Size = 0, KeptSize = 0, ProblemCount = 1,
            Problems = [new RefusedPart(code, "", "Something.", "") { Device = device }],
        };
}
