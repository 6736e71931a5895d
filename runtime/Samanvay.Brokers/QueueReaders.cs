using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Services;

namespace Samanvay.Brokers;

/// <summary>Keeps a reader for each feed that arrives by a queue, as the cities' administrators say.</summary>
/// <remarks>Every node reads: the broker hands each message to one of them.</remarks>
internal sealed class QueueReaders(QueueReaderParts parts, EngineRoom? engine = null) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Source, Running> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (engine is not null) await engine.Ready.WaitAsync(stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await FollowAsync(stoppingToken);
                await Task.Delay(Every, parts.Host, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        finally
        {
            foreach (var source in _running.Keys.ToList()) await EndAsync(source);
        }
    }

    // A city that can not be read just now keeps the readers that it has.
    private async Task FollowAsync(CancellationToken stop)
    {
        var wanted = new Dictionary<Source, Feed>();
        try
        {
            foreach (var city in parts.Time.Cities)
            {
                if (await parts.Cities.FindAsync(city, stop) is not { } snapshot) continue;
                foreach (var feed in snapshot.Setup.Feeds.Values.Where(feed => feed.Arrival == FeedArrival.Queue))
                    wanted[new Source(city, feed.Id, feed.Address, feed.Format)] = feed;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.FeedsUnread(parts.Log, failure);
            return;
        }

        foreach (var source in _running.Keys.Except(wanted.Keys).ToList()) await EndAsync(source);
        foreach (var (source, feed) in wanted.Where(one => !_running.ContainsKey(one.Key))) Begin(source, feed, stop);
    }

    private void Begin(Source source, Feed feed, CancellationToken stop)
    {
        var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _running[source] = new Running(
            own, Task.Run(() => ReadAsync(source.City, feed, own.Token), CancellationToken.None));
    }

    private async Task ReadAsync(CityId city, Feed feed, CancellationToken stop)
    {
        using var reader = new QueueReader(parts, city, feed);
        await reader.RunAsync(stop);
    }

    private async Task EndAsync(Source source)
    {
        _running.Remove(source, out var running);
        await running!.Stop.CancelAsync();
        await running.Work;
        running.Stop.Dispose();
    }

    // What a reader depends on; whatever else of the feed changes, it goes on.
    private sealed record Source(CityId City, string Feed, string? Address, FeedFormat Format);

    private sealed record Running(CancellationTokenSource Stop, Task Work);
}

/// <summary>What the readers work with.</summary>
internal sealed class QueueReaderParts(BrokerSettings settings, FeedInlet inlet, CitySnapshots cities, CityTime time)
{
    public FeedInlet Inlet => inlet;

    public CitySnapshots Cities => cities;

    public CityTime Time => time;

    public required FeedHealth Health { get; init; }

    public required TimeProvider Host { get; init; }

    public required Random Chance { get; init; }

    public required ILogger Log { get; init; }

    /// <summary>How a broker is reached.</summary>
    /// <exception cref="BrokerUnknownException">The environment names no such broker.</exception>
    public ConnectionFactory Factory(string name)
    {
        if (!settings.Brokers.TryGetValue(name, out var broker)) throw new BrokerUnknownException(name);
        var factory = new ConnectionFactory
        {
            Uri = broker.Uri,
            // The reader connects anew itself: what was handed out before is not answered on another channel.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(20),
        };
        if (broker.User is { } user) factory.UserName = user;
        if (broker.Password is { } password) factory.Password = password;
        return factory;
    }
}

internal sealed class BrokerUnknownException(string name) : Exception(
    $"The server knows no broker {name}. Set Brokers__{name}__Uri for it, or correct the address of the feed.");
