using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Samanvay.Designer.Hosting;
using Xunit;

namespace Samanvay.SystemTests.Browser;

/// <summary>The screens on a free port and the machine's own Chromium; without it the tests are skipped.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private WebApplication? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null) return;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Samanvay.Server" });
        builder.WebHost.UseStaticWebAssets().UseUrls("http://127.0.0.1:0");
        var operatorOnDuty = new SignedInPerson("Asha Rao", "Control room operator");
        builder.Services.AddSingleton<FindSurroundings>((_, _) => ValueTask.FromResult(
            new Surroundings("Nadipur", DateTimeZoneProviders.Tzdb["Asia/Kolkata"], operatorOnDuty, false)));
        builder.Services.AddSamanvayDesigner();
        _server = builder.Build();
        _server.UseSamanvayDesigner();
        _server.MapSamanvayDesigner();
        await _server.StartAsync();
        Address = _server.Urls.Single();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        });
    }

    /// <summary>A page of a person who has never been here.</summary>
    public async Task<IPage> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        Chromium.Require();
        var context = await _browser!.NewContextAsync(options ?? new());
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address + path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }
}
