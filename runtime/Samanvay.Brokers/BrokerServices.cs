using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Brokers;

/// <summary>Registers the readers of queues.</summary>
public static class BrokerServices
{
    public static IServiceCollection AddBrokers(this IServiceCollection services, BrokerSettings settings) => services
        .AddSingleton(provider => new QueueReaderParts(
            settings, provider.GetRequiredService<FeedInlet>(), provider.GetRequiredService<CitySnapshots>(),
            provider.GetRequiredService<CityTime>())
        {
            Health = provider.GetRequiredService<FeedHealth>(),
            Host = provider.GetRequiredService<TimeProvider>(),
            Chance = new Random(Environment.ProcessId),
            Log = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Samanvay.Brokers"),
        })
        .AddSingleton<IHostedService, QueueReaders>();
}
