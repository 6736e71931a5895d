using System.Diagnostics;
using System.Net;
using Microsoft.Playwright;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Live;

/// <summary>
/// One run: one browser shows the list of incidents, another an open incident, and signals for both come by turns.
/// </summary>
internal sealed class LiveRun(LiveSettings settings, LiveCity city, ServerProcess server)
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Listed = ".room > .list li";
    private const string Steps = ".panel tbody tr";
    private const string Step = "Look at the gauge";
    private const double High = 9;
    private const double Normal = 3;
    private const int WarmUps = 6;
    private const int AttemptsMax = 10;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(11);

    public async Task<LiveReport> MeasureAsync()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                "--disable-sync"],
        });
        using var gateway = new Gateway(server.Address, "measured");
        using var others = new Gateway(server.Address, "unrelated");
        var (list, incident) = await OpenAsync(browser, gateway);
        using var stop = new CancellationTokenSource();
        var unrelated = new UnrelatedSignals(others, city, settings.PerSecond);
        var (began, busy) = (Stopwatch.GetTimestamp(), server.ProcessorTime);
        var sending = unrelated.SendAsync(stop.Token);
        await Task.Delay(Settling, TimeProvider.System, CancellationToken.None);
        var (listed, opened) = (new List<double>(), new List<double>());
        for (var sample = -WarmUps; sample < settings.Samples; sample++)
        {
            var isList = sample % 2 == 0;
            var gauge = isList ? LiveCity.Gauge((sample + WarmUps) % LiveCity.Gauges) : LiveCity.Watched;
            var wait = await OneAsync(
                gateway, isList ? list : incident, isList ? Listed : Steps, isList ? $"Sensor {gauge}" : Step, gauge);
            if (sample >= 0) (isList ? listed : opened).Add(wait);
        }
        var cores = (server.ProcessorTime - busy) / Stopwatch.GetElapsedTime(began);
        await stop.CancelAsync();
        var signals = await sending;
        return new LiveReport(
            Distribution.Of(listed), Distribution.Of(opened), signals, cores, server.WorkingSet)
        {
            All = Distribution.Of(listed.Concat(opened)),
        };
    }

    private async Task<(Screen List, Screen Incident)> OpenAsync(IBrowser browser, Gateway gateway)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = server.Address });
        context.SetDefaultTimeout(60_000);
        var list = new Screen(await context.NewPageAsync());
        await list.SignInAsync(city.Welcome);
        await list.OpenAsync("/live");
        await SendAsync(gateway, LiveCity.Watched, High);
        var link = list.Page.Locator($"{Listed} a").First;
        await link.WaitForAsync();
        var path = await link.GetAttributeAsync("href");
        // A browser of its own, with the same person's cookie: the two share nothing else.
        var second = await browser.NewContextAsync(new()
        {
            BaseURL = server.Address,
            StorageState = await context.StorageStateAsync(),
        });
        second.SetDefaultTimeout(60_000);
        var incident = new Screen(await second.NewPageAsync());
        await incident.OpenAsync(path!);
        await incident.Page.Locator(Steps).First.WaitForAsync();
        await SendAsync(gateway, LiveCity.Watched, Normal);
        await incident.GoneAsync(Steps, Step);
        return (list, incident);
    }

    private async Task<double> OneAsync(Gateway gateway, Screen screen, string selector, string text, string gauge)
    {
        // Not in step with anything that the server does now and then.
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 600)), TimeProvider.System);
        await screen.WatchAsync(selector, text);
        await SendAsync(gateway, gauge, High);
        var answered = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var wait = await screen.SeenAsync() is { } seen ? seen - answered : double.PositiveInfinity;
        await SendAsync(gateway, gauge, Normal);
        await screen.GoneAsync(selector, text);
        return wait;
    }

    // A lane that is full says so and is asked again, as a gateway does: only the answer that it is stored counts.
    private async Task SendAsync(Gateway gateway, string device, double value)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await gateway.SendAsync(city.Key, device, value);
            if (answer == HttpStatusCode.OK) return;
            if (answer != HttpStatusCode.ServiceUnavailable || attempt == AttemptsMax)
                throw new InvalidOperationException($"A measured signal was answered {answer}.");
            await Task.Delay(RetryAfter, TimeProvider.System);
        }
    }
}
