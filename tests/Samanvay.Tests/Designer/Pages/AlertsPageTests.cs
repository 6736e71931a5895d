using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage;
using Samanvay.Storage.Views;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Feeds;
using Samanvay.Tests.Runtime.Intake.Alerts;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

/// <summary>The page of the alerts, over what the lane has really kept.</summary>
public sealed class AlertsPageTests : ScreenTest
{
    private const string Rule = """
        {
          "id": "rain-warning", "alert": {"when": "=contains(lower case(event), \"rain\")"},
          "levels": [{"name": "given", "when": "=severity != \"Minor\"", "severity": 2}], "closableAfter": "PT6H"
        }
        """;

    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task It_says_what_each_alert_did_where_it_holds_and_which_incident_it_opened()
    {
        await using var city = await OpenAsync();
        await SendAsync(city, new CapText("1"));
        await SendAsync(city, new CapText("2") { Status = "Exercise", Severity = "Extreme" });
        await SendAsync(city, new CapText("3") { AreaWords = "Mumbai" });
        await SendAsync(city, new CapText("4") { Shape = "<polygon>1,1 1,2 2,2 1,1</polygon>", AreaWords = "Far" });

        var page = Show(city, CityRole.Operator);

        var rows = page.FindAll("tbody tr").ToDictionary(
            row => row.QuerySelector("th a")!.GetAttribute("href")!.Split("&id=")[1][..1], row => row.TextContent);
        rows.Count.ShouldBe(4);
        rows["1"].ShouldContain("Raised a situation");
        rows["2"].ShouldContain("Exercise");
        rows["3"].ShouldContain("Joined what stands");
        rows["4"].ShouldContain("Not here");
        page.FindAll("td a[href^='/live/']").Select(link => link.GetAttribute("href")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Its_text_is_shown_as_it_came_and_never_as_markup()
    {
        await using var city = await OpenAsync();
        await SendAsync(city, new CapText("1") { AreaWords = "&lt;b&gt;Pune&lt;/b&gt;" });
        var key = (await city.City.Of<IAlertStore>().ListAsync(WholeCity.City, 1, default)).Single().Key;

        var page = Show(city, AlertFilter.All.PathOf(key), CityRole.Operator);

        page.Find("#opened pre").TextContent.ShouldContain("<headline>Heavy rain over the city</headline>");
        page.Find("#opened dl").TextContent.ShouldContain("Heavy rain");
        page.FindAll("#opened dl b").ShouldBeEmpty();
        page.Find("td.area").TextContent.Trim().ShouldBe("<b>Pune</b>");
        page.FindAll("td.area b").ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_thing_that_it_says_in_ones_language_is_told()
    {
        await using var city = await OpenAsync();
        await SendAsync(city, new CapText("1")
        {
            OtherParts = Part("en", "Cyclone", "Coast") + Part("hi", "चक्रवात", "तट"),
        });
        var key = (await city.City.Of<IAlertStore>().ListAsync(WholeCity.City, 1, default)).Single().Key;

        var page = Show(city, AlertFilter.All.PathOf(key), CityRole.Operator);

        var parts = page.FindAll("#opened dl").Select(part => part.TextContent).ToList();
        parts.Count.ShouldBe(3);
        (parts[0].Contains("Coast"), parts[1].Contains("Heavy rain over the city")).ShouldBe((true, true));
        parts.ShouldAllBe(part => !part.Contains("तट"));
    }

    [Fact]
    public async Task It_lists_what_is_asked_for_and_its_links_keep_that()
    {
        await using var city = await OpenAsync();
        await SendAsync(city, new CapText("1"));
        await SendAsync(city, new CapText("2") { Status = "Exercise", AreaWords = "Kothrud" });
        await SendAsync(city, new CapText("3") { Shape = "<polygon>1,1 1,2 2,2 1,1</polygon>", AreaWords = "Far" });
        await SendAsync(city, new CapText("4") { Severity = "Minor", AreaWords = "Kothrud" });

        Identifiers(Show(city, "/alerts?kind=standing", CityRole.Operator)).ShouldBe(["1"]);
        Identifiers(Show(city, "/alerts?kind=idle", CityRole.Operator)).ShouldBe(["4", "3"], ignoreOrder: true);
        Identifiers(Show(city, "/alerts?kind=notreal", CityRole.Operator)).ShouldBe(["2"]);
        Identifiers(Show(city, "/alerts?q=kothrud", CityRole.Operator)).ShouldBe(["4", "2"], ignoreOrder: true);
        var both = Show(city, "/alerts?q=kothrud&kind=idle", CityRole.Operator);
        Identifiers(both).ShouldBe(["4"]);
        both.Find("th a").GetAttribute("href")!.ShouldStartWith("/alerts?q=kothrud&kind=idle&source=");
        var none = Show(city, "/alerts?q=nowhere", CityRole.Operator);
        none.FindAll("table").ShouldBeEmpty();
        none.Find("input[name=q]").GetAttribute("value").ShouldBe("nowhere");
    }

    [Fact]
    public async Task What_does_not_fit_on_one_page_is_on_the_next_and_a_page_too_far_is_the_last()
    {
        await using var city = await OpenAsync();
        for (var number = 1; number <= AlertFilter.PageSize + 1; number++)
            await SendAsync(city, new CapText($"{number}") { Status = "Exercise" });

        var first = Show(city, CityRole.Operator);
        var last = Show(city, "/alerts?page=7", CityRole.Operator);

        Identifiers(first).Count.ShouldBe(AlertFilter.PageSize);
        first.Find("nav.pager a").GetAttribute("href").ShouldBe("/alerts?page=2");
        Identifiers(last).ShouldHaveSingleItem();
        last.Find("nav.pager a").GetAttribute("href").ShouldBe("/alerts");
        Identifiers(first).Concat(Identifiers(last)).Distinct().Count().ShouldBe(AlertFilter.PageSize + 1);
    }

    [Fact]
    public async Task An_empty_list_says_how_alerts_come()
    {
        await using var city = await OpenAsync();

        var page = Show(city, CityRole.Operator);

        page.FindAll("table").ShouldBeEmpty();
        page.Markup.ShouldContain(Services.GetRequiredService<Texts>()["live.alerts.empty.title"]);
    }

    [Fact]
    public async Task Who_may_see_nothing_is_told_so()
    {
        await using var city = await OpenAsync();
        await SendAsync(city, new CapText("1"));

        var page = Show(city);

        page.FindAll("tbody tr").ShouldBeEmpty();
        page.Find(".notice").TextContent.Trim().ShouldNotBeEmpty();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private static string Part(string language, string what, string area) => $"""
        <info><language>{language}</language><category>Met</category><event>{what}</event><urgency>Expected</urgency>
          <severity>Minor</severity><certainty>Likely</certainty>
          <area><areaDesc>{area}</areaDesc><circle>1.0,1.0 5</circle></area></info>
        """;

    private static List<string> Identifiers(IRenderedComponent<AlertsPage> page) =>
        [.. page.FindAll("tbody th a.title").Select(
            link => link.GetAttribute("href")!.Split("&id=")[1].Split('&')[0])];

    private IRenderedComponent<AlertsPage> Show(FeedCity city, params CityRole[] roles) =>
        Show(city, "/alerts", roles);

    private IRenderedComponent<AlertsPage> Show(FeedCity city, string path, params CityRole[] roles)
    {
        var views = new ViewStore(city.City.Of<IDbContextFactory<SamanvayDbContext>>());
        Services.TryAddSingleton(new AlertDesk(city.City.Of<IAlertStore>(), views, city.City.Of<CityTime>()));
        var asker = Asker.OfPerson(WholeCity.City, new PersonId("asha.kulkarni"), null, roles);
        Services.TryAddSingleton<FindAsker>((_, _) => ValueTask.FromResult<Asker?>(asker));
        Services.TryAddScoped<CurrentAsker>();
        Services.GetRequiredService<NavigationManager>().NavigateTo(path);
        return Render<AlertsPage>();
    }

    private static async Task SendAsync(FeedCity city, CapText alert)
    {
        (await city.SendAsync("met", alert.ToXml(), "application/cap+xml")).Lines.ShouldHaveSingleItem()
            .Outcome.ShouldNotBe(FeedOutcome.Refused);
        await city.City.Of<InboxPump>().RunOnceAsync(default);
    }

    private async Task<FeedCity> OpenAsync()
    {
        var city = await FeedCity.OpenAsync(new SqliteChoice(_folder.Path), Instant.FromUtc(2026, 7, 9, 7, 0));
        await city.City.Of<ICityStore>().SaveAsync(WholeCity.City,
            [new SaveWard(new Ward(
                WholeCity.City, new WardId("east"), "East", WarnedCity.Square(73.85, 18.5)))], default);
        await city.SaveAsync(new Feed(WholeCity.City, "met", "Met", FeedFormat.Cap) { Gateway = "met" });
        await RainProcedure.PublishAsync(city.City, "given", Rule);
        return city;
    }
}
