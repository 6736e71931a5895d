using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Server.Hosting;
using Samanvay.Server.Verbs;
using Samanvay.Storage;
using Samanvay.Storage.Model.Intake;
using Samanvay.Tests.Server;
using Xunit;

[assembly: AssemblyFixture(typeof(ServerFixture))]

namespace Samanvay.Tests.Server;

/// <summary>
/// The whole product with its sample city on a port of this machine: one for all tests that speak HTTP to it.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-door-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _keys = new();
    private readonly Lazy<Task<WebApplication>> _app;

    public ServerFixture() => _app = new Lazy<Task<WebApplication>>(StartAsync);

    public async Task<IServiceProvider> ServicesAsync() => (await _app.Value).Services;

    public async Task<Uri> AddressAsync() => new((await _app.Value).Urls.First());

    /// <summary>Keeps no cookies and follows no redirects: what is answered is what is seen.</summary>
    public async Task<HttpClient> ClientAsync(string? key = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = await AddressAsync(),
        };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async Task<CitySetup> SetupAsync()
    {
        var store = (await ServicesAsync()).GetRequiredService<ICityStore>();
        var city = (await store.ListAsync(CancellationToken.None)).Single();
        return (await store.LoadAsync(city.Id, CancellationToken.None))!;
    }

    public async Task<IssuedKey> IssueKeyAsync(string? gateway = null, string? device = null)
    {
        var request = new KeyRequest("test", device is null ? null : new DeviceId(device), gateway);
        var desk = (await ServicesAsync()).GetRequiredService<KeyDesk>();
        var answer = await desk.IssueAsync(await AdministratorAsync(), request, CancellationToken.None);
        return ((Granted<IssuedKey>)answer).Value;
    }

    /// <summary>A sender with a key that stays the same for all tests.</summary>
    public async Task<HttpClient> GatewayAsync(string gateway) =>
        await ClientAsync(await _keys.GetOrAdd(gateway, name => new Lazy<Task<string>>(() => TextAsync(name))).Value);

    private async Task<string> TextAsync(string gateway) => (await IssueKeyAsync(gateway)).Text;

    public async Task<Asker> AdministratorAsync() => (await SetupAsync()).People.Values
        .First(person => person.Roles.Contains(CityRole.Administrator)).AsAsker();

    /// <summary>What is stored of all observations, by id: as often as it is there.</summary>
    public async Task<ILookup<string, JsonElement>> StoredAsync()
    {
        var contexts = (await ServicesAsync()).GetRequiredService<IDbContextFactory<SamanvayDbContext>>();
        await using var context = await contexts.CreateDbContextAsync();
        var bodies = await context.Set<StoredSegment>().AsNoTracking().Select(row => row.Body).ToListAsync();
        return bodies.SelectMany(body => JsonSerializer.Deserialize<JsonElement[]>(body)!)
            .ToLookup(stored => stored.GetProperty("id").GetString()!);
    }

    /// <summary>The city's own time, which a sample city sets by its season.</summary>
    public async Task<Instant> NowAsync() =>
        (await ServicesAsync()).GetRequiredService<CityTime>().Now((await SetupAsync()).City.Id);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            var app = await _app.Value;
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<WebApplication> StartAsync()
    {
        var options = new ServeOptions(_folder, StartsWithSample: true, "http://127.0.0.1:0", PlaysSeason: false);
        var app = SamanvayServer.Build(options, static logging => logging.SetMinimumLevel(LogLevel.Error));
        await SamanvayServer.PrepareAsync(app.Services, options);
        await app.StartAsync();
        return app;
    }
}
