using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Runtime.Feeds;

/// <summary>Registers what takes in alerts, and what fetches messages that do not come by themselves.</summary>
internal static class FeedServices
{
    public static IServiceCollection AddFeedWays(this IServiceCollection services) => services
        .AddSingleton<IReceivedSink, AlertSink>()
        .AddSingleton<IReceivedSink, AlertLinkSink>()
        .AddSingleton<AlertDesk>()
        .AddSingleton<RequestKeeper>()
        .AddSingleton<FeedHealth>()
        .AddSingleton(FetchSettings.Default)
        .AddSingleton(provider => new FeedFetcher(provider.GetRequiredService<FetchSettings>()))
        .AddSingleton(provider => new FeedPollerParts(
            provider.GetRequiredService<IPollStore>(), provider.GetRequiredService<FeedInlet>(),
            provider.GetRequiredService<CitySnapshots>(), provider.GetRequiredService<CityTime>())
        {
            Fetcher = provider.GetRequiredService<FeedFetcher>(),
            Health = provider.GetRequiredService<FeedHealth>(),
            Host = provider.GetRequiredService<TimeProvider>(),
            Chance = new Random(Environment.ProcessId),
            Log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<FeedPoller>(),
        })
        .AddSingleton<FeedPoller>();
}
