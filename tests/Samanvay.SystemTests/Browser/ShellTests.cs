using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Samanvay.SystemTests.Browser;

public sealed class ShellTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_click_on_a_theme_changes_the_page_without_loading_it_anew()
    {
        var page = await browser.OpenAsync("/not-found");
        await page.EvaluateAsync("window.sameDocument = true");

        await page.ClickAsync("button[value=dark]");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        (await page.EvaluateAsync<bool>("window.sameDocument === true")).ShouldBeTrue();
    }

    [Fact]
    public async Task Language_and_theme_can_be_chosen_without_script()
    {
        var page = await browser.OpenAsync("/not-found", new() { JavaScriptEnabled = false });

        await page.ClickAsync("button[value=hi]");
        await page.ClickAsync("button[value=dark]");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "hi");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Locator("h1")).ToHaveTextAsync("यह पृष्ठ मौजूद नहीं है");
    }

    [Fact]
    public async Task The_citys_clock_goes_on()
    {
        var page = await browser.OpenAsync("/not-found");
        var clock = page.Locator("[data-clock-zone]");
        var first = await clock.TextContentAsync();

        await Expect(clock).Not.ToHaveTextAsync(first!);
    }

    [Theory]
    [InlineData("modeler")]
    [InlineData("viewer")]
    [InlineData("map")]
    public async Task What_draws_is_made_and_taken_down_under_the_policy(string bundle)
    {
        var page = await browser.OpenAsync("/not-found");
        List<string> complaints = [];
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);

        var drawn = await page.EvaluateAsync<int>(
            """
            async bundle => {
              const host = document.createElement('div');
              host.style.height = '400px';
              document.querySelector('main').append(host);
              const units = { day: 'd', hour: 'h', minute: 'min', second: 's' };
              const module = await import(`/_content/Samanvay.Designer/modeler/${bundle}.js`);
              const owner = { invokeMethodAsync: async () => {} };
              const made = await module.create(host, { labels: {}, units, label: 'Map' }, owner);
              const children = host.querySelectorAll('svg, .leaflet-pane').length;
              made.dispose();
              return children;
            }
            """,
            bundle);

        drawn.ShouldBePositive();
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_frame_breaks_no_rule_of_accessibility_and_needs_no_sideways_scrolling(int width)
    {
        var page = await browser.OpenAsync("/not-found", new()
        {
            BypassCSP = true,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });

        var result = await page.RunAxe();

        result.Violations.Select(violation => $"{violation.Id}: {violation.Help}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
    }
}
