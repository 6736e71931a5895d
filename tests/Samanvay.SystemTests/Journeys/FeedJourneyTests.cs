using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Journeys;

/// <summary>A gateway with a format of its own: its messages are refused, its name is bound with a click, and what was
/// refused is run again.</summary>
public sealed class FeedJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Mapping =
        "{device: row.tank, property: \"level\", time: now(), value: row.metres, unit: \"m\"}";

    private const string Message = """{"tank": "old-tank", "metres": 2.4}""";

    [Fact]
    public async Task What_was_refused_for_its_unknown_name_is_bound_and_run_again()
    {
        await using var server = await RunningServer.StartAsync(null, "--no-season");
        var visitor = await visitors.ComeAsync(server.Address);
        await visitor.SignInAsSampleAsync("Sample: Administrator A");
        var page = visitor.Page;
        var key = await new SetupScreens(page).IssueKeyAsync("tank gateway", "rg-raj-setu");
        await AddFeedAsync(page);

        (await SendAsync(server.Address, key)).ShouldBe(422);
        await page.GotoAsync("/city/signals");
        var unbound = page.GetByRole(AriaRole.Row, new() { NameRegex = new("old-tank") });
        await unbound.Locator("input[name=target]").FillAsync("rg-raj-setu");
        await unbound.GetByRole(AriaRole.Button, new() { Name = "Bind", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Names that nobody has bound")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Run these again") }).ClickAsync();

        await Expect(page.GetByText("taken 1, taken before 0")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nothing was refused")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new("rg-raj-setu.*2\\.4 m") }))
            .ToBeVisibleAsync();
        visitor.Strangers.ShouldBeEmpty();
    }

    private static async Task AddFeedAsync(IPage page)
    {
        await page.GotoAsync("/city/feeds?add=true");
        await page.Locator("#field-id").FillAsync("tanks");
        await page.Locator("#field-title").FillAsync("Tank levels");
        await page.Locator("#field-format").SelectOptionAsync("Mapped");
        await page.Locator("#field-observation").FillAsync(Mapping);
        await page.Locator("#field-sample").FillAsync(Message);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it on a sample" }).ClickAsync();
        await Expect(page.GetByText("Readings in the sample: 1")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved. It counts from now on.")).ToBeVisibleAsync();
    }

    private static async Task<int> SendAsync(string address, string key)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var content = new StringContent(Message, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/feeds/tanks", content);
        return (int)answer.StatusCode;
    }
}
