using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Samanvay.SystemTests.Browser;
using Xunit;

namespace Samanvay.SystemTests.Journeys;

/// <summary>The machine's Chromium, for journeys of several people through one server. No page may ask another host
/// for anything.</summary>
public sealed class Visitors : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
            return;

        // A machine that also builds is slow; what comes late is no fault here.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                "--disable-sync"],
        });
    }

    /// <summary>Somebody with a browser of their own, who has chosen English on it unless the browser is set to a
    /// language.</summary>
    public async Task<Visitor> ComeAsync(string address, BrowserNewContextOptions? options = null)
    {
        Chromium.Require();
        options ??= new();
        options.BaseURL = address;
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        if (options.Locale is null)
            await context.AddCookiesAsync([English(address)]);

        var visitor = new Visitor(await context.NewPageAsync());
        await context.RouteAsync("**/*", route => visitor.LetThroughAsync(route, new Uri(address).Authority));
        return visitor;
    }

    private static Cookie English(string address) => new()
    {
        Name = ".AspNetCore.Culture",
        Value = Uri.EscapeDataString("c=en|uic=en"),
        Url = address,
    };

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();

        _playwright?.Dispose();
    }
}

/// <summary>A person in front of a page.</summary>
public sealed class Visitor(IPage page)
{
    private readonly List<string> _strangers = [];

    public IPage Page => page;

    /// <summary>Requests that a page made to other hosts; they were blocked.</summary>
    public IReadOnlyList<string> Strangers => _strangers;

    public async Task SignInAsSampleAsync(string name)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync();
    }

    /// <summary>Chooses a language and a theme; on a telephone both are behind the menu of the bar.</summary>
    public async Task PreferAsync(string language, string theme)
    {
        foreach (var value in new[] { language, theme })
        {
            var button = page.Locator($"button[value={value}]");
            if (!await button.IsVisibleAsync())
                await page.ClickAsync("[popovertarget=bar-menu]");

            await button.ClickAsync();
            await Assertions.Expect(page.Locator($"button[value={value}][aria-pressed=true]")).ToBeAttachedAsync();
        }
    }

    /// <summary>What axe finds wrong with the page as it is now.</summary>
    public async Task<IEnumerable<string>> ProblemsAsync()
    {
        var result = await page.RunAxe();
        return result.Violations.Select(violation =>
            $"{page.Url}: {violation.Id}: {violation.Help}: {violation.Nodes.FirstOrDefault()?.Html}");
    }

    internal async Task LetThroughAsync(IRoute route, string authority)
    {
        var address = new Uri(route.Request.Url);
        if (address.Scheme is "data" or "blob" || address.Authority == authority)
        {
            await route.ContinueAsync();
            return;
        }

        _strangers.Add(route.Request.Url);
        await route.AbortAsync();
    }
}
