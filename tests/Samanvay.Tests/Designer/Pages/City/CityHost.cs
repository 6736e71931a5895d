using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Ports;
using CityRecord = Samanvay.Runtime.Cities.City;

namespace Samanvay.Tests.Designer.Pages.City;

/// <summary>The pages behind a real server, asked as a browser without script would ask.</summary>
internal sealed partial class CityHost : IAsyncDisposable
{
    public static readonly CityId Here = new("nadipur");

    private readonly WebApplication _server;
    private readonly HttpClient _browser;

    private CityHost(WebApplication server)
    {
        _server = server;
        _browser = server.GetTestClient();
        _browser.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public MemoryFeeds Feeds => _server.Services.GetRequiredService<MemoryFeeds>();

    public MemoryCities Store => _server.Services.GetRequiredService<MemoryCities>();

    public static async Task<CityHost> StartAsync(params CityRole[] roles)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Samanvay.Server" });
        builder.WebHost.UseTestServer().UseStaticWebAssets();
        builder.Services.AddSingleton<MemoryCities>().AddSingleton<MemoryFeeds>()
            .AddSingleton(services => new FeedStores(
                services.GetRequiredService<MemoryFeeds>(), services.GetRequiredService<MemoryFeeds>()))
            .AddSingleton<ICityStore>(services => services.GetRequiredService<MemoryCities>())
            .AddSingleton<RuntimeMetrics>().AddSingleton<CitySnapshots>().AddSingleton<CityDesk>()
            .AddSingleton<KeyDesk>().AddSingleton(new FeedHealth(TimeProvider.System))
            .AddSingleton(services => new FeedDesk(
                services.GetRequiredService<FeedStores>(), null!,
                new RefusedMessages(
                    services.GetRequiredService<MemoryFeeds>(), RefusedLimits.Default, TimeProvider.System),
                services.GetRequiredService<CitySnapshots>()));
        var asker = Asker.OfPerson(Here, new PersonId("asha"), null, roles);
        builder.Services.AddSingleton<FindAsker>((_, _) => ValueTask.FromResult<Asker?>(roles is [] ? null : asker));
        builder.Services.AddSingleton<InvitePerson>((_, person) =>
            ValueTask.FromResult<string?>($"http://localhost/welcome?token={person}"));
        builder.Services.AddSamanvayDesigner();
        var server = builder.Build();
        server.UseSamanvayDesigner();
        server.MapSamanvayDesigner();
        await server.StartAsync();
        return new CityHost(server);
    }

    public async Task SaveAsync(Feed feed)
    {
        await Store.SaveAsync(Here, [new SaveFeed(feed)], CancellationToken.None);
        _server.Services.GetRequiredService<CitySnapshots>().Forget(Here);
    }

    public async Task<string> GetAsync(string path)
    {
        var answer = await _browser.GetAsync(path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Posts a form of the page, with the page's own token and cookie.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(
        string path, params (string Name, string Value)[] fields)
    {
        var page = await _browser.GetAsync(path);
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(WebUtility.HtmlDecode(token)), "__RequestVerificationToken" },
        };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        if (page.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", cookies.Select(cookie => cookie.Split(';')[0]));
        var answer = await _browser.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>One city, kept in memory.</summary>
internal sealed class MemoryCities : ICityStore
{
    public CitySetup Setup { get; private set; } = new CitySetup(
        new CityRecord(CityHost.Here, "Nadipur", "Asia/Kolkata", ["en", "hi"], CityMode.Live)).Apply(
        [
            new SaveAgency(new Agency(CityHost.Here, new AgencyId("police"), "City Police")),
            new SavePerson(new Person(CityHost.Here, new PersonId("asha"), "Asha Rao", null, [CityRole.Administrator])
            {
                Phone = "+91 11 2345 6789",
            }),
            new SaveDevice(new Device(CityHost.Here, new DeviceId("gauge-1"), "Bridge gauge", "river.level", "m")),
        ]);

    public Task<ImmutableArray<CityRecord>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<CityRecord>>([Setup.City]);

    public Task<CitySetup?> LoadAsync(CityId city, CancellationToken cancellation) =>
        Task.FromResult(city == CityHost.Here ? Setup : null);

    public Task SaveAsync(CityId city, IReadOnlyList<CityEdit> edits, CancellationToken cancellation)
    {
        Setup = Setup.Apply(edits);
        return Task.CompletedTask;
    }

    public Task<ApiKey?> FindKeyAsync(ApiKeyId key, CancellationToken cancellation) =>
        Task.FromResult(Setup.Keys.GetValueOrDefault(key.Value));
}
