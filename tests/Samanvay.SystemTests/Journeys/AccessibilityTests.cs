using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Journeys;

/// <summary>Every page with axe, as the person who works there, in both languages and both themes.</summary>
public sealed class AccessibilityTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const string Nowhere = "/no-such-place";

    private static readonly (string Person, string[] Pages)[] Places =
    [
        ("Sample: Operator A", ["/live", "/work", "/sla", "/messages", "/alerts", Nowhere]),
        ("Sample: Author A",
        [
            "/procedures", "/procedures/river-flood", "/procedures/river-flood/versions", "/rules",
            "/rules/river-flood/river-level", "/decisions",
            "/decisions/river-flood/water-verdict/water-verdict",
        ]),
        ("Sample: Administrator A",
        [
            "/playbooks", "/city", "/city/general", "/city/wards", "/city/agencies", "/city/roles", "/city/people",
            "/city/devices", "/city/calendars", "/city/keys", "/city/feeds", "/city/feeds?add=true",
            "/city/signals", "/city/keeping", "/attention", "/account",
        ]),
    ];

    [Theory]
    [InlineData("en", "light", 1440)]
    [InlineData("en", "dark", 360)]
    [InlineData("hi", "light", 360)]
    [InlineData("hi", "dark", 1440)]
    public async Task No_page_breaks_a_rule(string language, string theme, int width)
    {
        await using var server = await FloodedAsync();
        var problems = new List<string>();
        foreach (var (person, pages) in Places)
        {
            // The checker brings its own script, which the policy would refuse. It judges colours as they are at
            // that moment: without motion, none of them is half way to another.
            var visitor = await visitors.ComeAsync(server.Address, new()
            {
                BypassCSP = true,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            });
            await visitor.Page.GotoAsync("/sign-in");
            await visitor.PreferAsync(language, theme);
            await Assertions.Expect(visitor.Page.Locator($"html[lang={language}][data-theme={theme}]"))
                .ToBeAttachedAsync();
            problems.AddRange(await visitor.ProblemsAsync());
            await visitor.SignInAsSampleAsync(person);
            foreach (var path in pages)
            {
                var answer = await visitor.Page.GotoAsync(path);
                await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                if (answer is not { Ok: true } && path != Nowhere)
                    problems.Add($"{path} answers {answer?.Status}");

                problems.AddRange(await visitor.ProblemsAsync());
                if (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                    problems.Add($"{path} scrolls sideways");
            }

            problems.AddRange(visitor.Strangers.Select(stranger => $"asked {stranger}"));
        }

        problems.ShouldBeEmpty();
    }

    // The river has passed its highest level: alarm, incident, open steps and messages are there to be judged.
    private static async Task<RunningServer> FloodedAsync()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-access-").FullName;
        string key;
        await using (var city = await PreparedCity.OpenAsync(data))
            key = await city.IssueKeyAsync("gateway-river");

        var server = await RunningServer.StartAsync(data, "--no-season");
        await Gateway.SendAsync(server.Address, key, "rg-raj-setu", 14.6m);
        return server;
    }
}
