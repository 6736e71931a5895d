using System.Net;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.City;

public sealed class FeedPagesTests
{
    private const string Mapping =
        "{device: row.station, property: \"level\", time: row.at, value: number(row.m), unit: \"m\"}";

    private const string Sample = "station,at,m\neast,2026-07-01T06:00:00Z,2.4\nwest,soon,2.5\n";

    [Fact]
    public async Task A_feed_is_added_by_a_plain_form_and_shown_with_the_line_that_sends_to_it()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (status, _) = await host.PostAsync("/city/feeds?add=true", [.. Form("levels"),
            ("bindings", "device,property,target\neast,level,gauge-1\nwest,level,\n")]);

        status.ShouldBe(HttpStatusCode.Redirect);
        var feed = host.Store.Setup.Feeds["levels"];
        feed.Mapping!.Observation.ShouldBe(Mapping);
        feed.Bindings.Select(binding => binding.Target?.Value).ShouldBe(["gauge-1", null]);
        var page = await host.GetAsync("/city/feeds?edit=levels");
        page.ShouldContain("curl -X POST http://localhost/api/feeds/levels");
        page.ShouldContain("east,level,gauge-1");
    }

    [Fact]
    public async Task A_mapping_is_tried_on_a_sample_and_nothing_is_saved()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/feeds?add=true", [.. Form("levels"),
            ("sampletype", "text/csv"), ("sample", Sample), ("try", "yes")]);

        page.ShouldContain("Readings in the sample: 1");
        page.ShouldContain(">east</code>");
        page.ShouldContain("Not bound yet");
        page.ShouldContain(">line 3</code>");
        page.ShouldContain("The time can not be read");
        host.Store.Setup.Feeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_with_a_mapping_is_told_at_its_field_and_stays_entered()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        var wrong = Form("levels").Select(field =>
            field.Name == "observation" ? (field.Name, "{\r\n  device: row.") : field).ToArray();

        var (_, tried) = await host.PostAsync(
            "/city/feeds?add=true", [.. wrong, ("sample", Sample), ("try", "yes")]);
        var (_, saved) = await host.PostAsync("/city/feeds?add=true", wrong);

        tried.ShouldContain(">observation</code> Line 2, column 15: The expression stops too early");
        tried.ShouldContain("  device: row.");
        saved.ShouldContain("Nothing was saved.");
        host.Store.Setup.Feeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_binding_to_no_device_of_the_city_is_not_saved()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/feeds?add=true", [.. Form("levels"),
            ("bindings", "device,property,target\neast,level,gauge-9\n")]);

        page.ShouldContain("east is bound to gauge-9, which the city does not have.");
        host.Store.Setup.Feeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_feed_with_an_id_that_is_taken_leaves_the_one_that_has_it_as_it_is()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        await host.PostAsync("/city/feeds?add=true", [.. Form("levels"),
            ("bindings", "device,property,target\neast,level,gauge-1\n"), ("duplicates", "36")]);

        var (status, page) = await host.PostAsync("/city/feeds?add=true", Form("levels"));

        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("The id levels is taken.");
        var feed = host.Store.Setup.Feeds["levels"];
        (feed.Bindings.Length, feed.DuplicateHours).ShouldBe((1, 36));
    }

    [Fact]
    public async Task Bindings_that_were_emptied_stay_so_while_a_sample_is_tried()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        await host.PostAsync("/city/feeds?add=true", [.. Form("levels"),
            ("bindings", "device,property,target\neast,level,gauge-1\n")]);

        var (_, page) = await host.PostAsync(
            "/city/feeds?edit=levels", [.. Form("levels"), ("bindings", ""), ("try", "yes")]);

        page.ShouldNotContain("east,level,gauge-1");
    }

    [Theory]
    [InlineData("agencies", "police")]
    [InlineData("people", "asha")]
    public async Task Nothing_of_the_city_is_overwritten_by_what_should_be_new(string list, string id)
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);
        var before = host.Store.Setup;

        var (_, page) = await host.PostAsync($"/city/{list}?add=true", ("_handler", "edit"), ("id", id),
            ("name", "Another"), ("active", "yes"),
            ("access", nameof(CityRole.Administrator)));

        page.ShouldContain($"The id {id} is taken.");
        host.Store.Setup.ShouldBe(before);
    }

    [Theory]
    [InlineData("http://example.org/cap", "must begin with https://")]
    [InlineData("ftp://example.org/cap", "must begin with https://")]
    [InlineData("https://me:secret@example.org/cap", "Leave the password out")]
    public async Task An_address_that_is_never_fetched_is_refused_at_the_form(string address, string said)
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/feeds?add=true", ("_handler", "edit"), ("id", "warnings"),
            ("title", "Warnings"), ("format", nameof(FeedFormat.Cap)), ("arrival", nameof(FeedArrival.Polled)),
            ("address", address), ("every", "60"));

        page.ShouldContain(said);
        host.Store.Setup.Feeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Alerts_need_a_gateway_whose_keys_may_send_them()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/feeds?add=true",
            ("_handler", "edit"), ("id", "warnings"), ("title", "Warnings"), ("format", nameof(FeedFormat.Cap)));

        page.ShouldContain("Name the gateway whose keys may send alerts or requests");
    }

    [Fact]
    public async Task For_how_long_repetitions_are_recognised_is_set_for_each_feed_and_shown_again()
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (status, _) = await host.PostAsync("/city/feeds?add=true", [.. Form("levels"), ("duplicates", "36")]);

        status.ShouldBe(HttpStatusCode.Redirect);
        host.Store.Setup.Feeds["levels"].Window.ShouldBe(NodaTime.Duration.FromHours(36));
        (await host.GetAsync("/city/feeds?edit=levels")).ShouldContain("value=\"36\"");
        await host.PostAsync("/city/feeds?edit=levels", [.. Form("levels"), ("duplicates", "")]);
        host.Store.Setup.Feeds["levels"].Window.ShouldBeNull();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("193")]
    [InlineData("-5")]
    [InlineData("long")]
    public async Task A_window_that_can_not_be_kept_is_not_saved(string hours)
    {
        await using var host = await CityHost.StartAsync(CityRole.Administrator);

        var (_, page) = await host.PostAsync("/city/feeds?add=true", [.. Form("levels"), ("duplicates", hours)]);

        page.ShouldContain("Say for how many hours repetitions are recognised: 1 to 192");
        host.Store.Setup.Feeds.ShouldBeEmpty();
    }

    private static (string Name, string Value)[] Form(string id) =>
    [
        ("_handler", "edit"), ("id", id), ("title", "Levels"), ("format", nameof(FeedFormat.Mapped)),
        ("observation", Mapping),
    ];
}
