using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Adapters;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Storage.Model.Intake;
using Samanvay.Tests.Support;
using Shouldly;

namespace Samanvay.Tests.Runtime.Feeds;

/// <summary>A city whose intake runs, and a sender.</summary>
internal sealed class FeedCity : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _lane;
    private readonly string _folder;

    private FeedCity(WholeCity city, string folder)
    {
        (City, _folder) = (city, folder);
        _lane = Task.Run(RunAsync);
    }

    public WholeCity City { get; }

    public FeedDesk Desk => City.Of<FeedDesk>();

    public Instant Now => City.Host.GetCurrentInstant();

    public static async Task<FeedCity> OpenAsync(
        DatabaseChoice database, Instant? now = null, RefusedLimits? limits = null)
    {
        var folder = Directory.CreateTempSubdirectory("samanvay-feeds-").FullName;
        var city = await WholeCity.OpenAsync(
            database, folder, now, services => services.AddSingleton(limits ?? RefusedLimits.Default));
        await city.DefineAsync();
        return new FeedCity(city, folder);
    }

    public async Task SaveAsync(Feed feed)
    {
        await City.Of<ICityStore>().SaveAsync(WholeCity.City, [new SaveFeed(feed)], default);
        City.Of<CitySnapshots>().Forget(WholeCity.City);
    }

    /// <summary>A device for each thing that a sender speaks of, and what binds it.</summary>
    public async Task<ImmutableArray<FeedBinding>> DevicesForAsync(IEnumerable<Observation> observations)
    {
        var names = observations.Select(one => (one.Device, one.Property)).Distinct().ToList();
        var bindings = names.Select((name, number) =>
            new FeedBinding(name.Device, name.Property, new DeviceId($"d{number}"))).ToImmutableArray();
        await City.Of<ICityStore>().SaveAsync(
            WholeCity.City,
            [.. bindings.Select(binding => new SaveDevice(new Device(
                WholeCity.City, binding.Target!.Value, binding.Property, "air", "1")))], default);
        return bindings;
    }

    public async Task<FeedAnswered> SendAsync(string feed, string text, string type = "application/json") =>
        (await City.Of<FeedInlet>().TakeAsync(
            new FeedMessage(WholeCity.City, feed, "gateway:levels", Message(text, Now, type)), default))
        .ShouldBeOfType<FeedAnswered>();

    public async Task<IReadOnlyList<FeedAnswered>> SendAsync(string feed, IReadOnlyList<string> texts)
    {
        var answers = new List<FeedAnswered>();
        foreach (var sent in texts.Select(text => SendAsync(feed, text)).ToList()) answers.Add(await sent);
        return answers;
    }

    public static Incoming Message(string text, Instant now, string type = "application/json") =>
        new(Encoding.UTF8.GetBytes(text), type, now);

    /// <summary>How many observations are stored.</summary>
    public async Task<int> StoredAsync()
    {
        await using var context = await City.Of<IDbContextFactory<SamanvayDbContext>>().CreateDbContextAsync();
        return await context.Set<StoredSegment>().SumAsync(segment => segment.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _lane;
        await City.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true) await City.Of<IntakeLane>().RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
    }
}
