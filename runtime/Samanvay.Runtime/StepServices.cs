using Microsoft.Extensions.DependencyInjection;
using Samanvay.Activities;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime;

/// <summary>Registers the loop and the services around it. The ports and contexts come from elsewhere.</summary>
public static class StepServices
{
    /// <param name="seed">Where the jitter of retries begins; any number will do.</param>
    /// <param name="audit">The folder of the seals over all histories.</param>
    /// <param name="archives">The folder of what was archived; absent for the one beside it.</param>
    public static IServiceCollection AddSteps(
        this IServiceCollection services, int seed, string audit, string? archives = null) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new AuditFolder(audit))
        .AddSingleton(new ArchiveFolder(archives ?? Path.Combine(Path.GetDirectoryName(audit) ?? "", "archive")))
        .AddSingleton<CityTime>()
        .AddSingleton<ClockJump>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<Wakeups>()
        .AddSingleton<RuntimeMetrics>()
        .AddSingleton<RefusedSignals>()
        .AddSingleton<CommandLoopPorts>()
        .AddSingleton(new CommandLoopLimits())
        .AddSingleton<CommandLoop>()
        .AddSingleton<Reconciler>()
        .AddSingleton<CalendarFollower>()
        .AddSingleton<TimerService>()
        .AddSingleton<IActivityAdapter, ToldOnScreen>()
        .AddSingleton<ActivityAdapters>()
        .AddSingleton(provider => new DispatcherSettings(provider.GetRequiredService<TimeProvider>(), new Random(seed)))
        .AddSingleton<OutboxDispatcher>()
        .AddSingleton<SituationRouter>()
        .AddSingleton<InboxPump>()
        .AddSingleton<IntakePorts>()
        .AddSingleton(IntakeLimits.Default)
        .AddSingleton<IntakeLane>()
        .AddSingleton<ObservationInlet>()
        .AddSingleton<SeriesKeeping>()
        .AddSingleton<Housekeeping>()
        .AddSingleton<AuditSealing>()
        .AddSingleton<Neighbours>()
        .AddSingleton<StuckStores>()
        .AddSingleton<StuckWork>()
        .AddSingleton(provider => new EngineRoomServices(
            provider.GetRequiredService<TimerService>(), provider.GetRequiredService<OutboxDispatcher>(),
            provider.GetRequiredService<InboxPump>(), provider.GetRequiredService<IntakeLane>(),
            provider.GetRequiredService<Housekeeping>())
        {
            Audit = provider.GetRequiredService<AuditSealing>(),
            Archiving = provider.GetService<Archiving>(),
            Calendars = provider.GetRequiredService<CalendarFollower>(),
            Migrations = provider.GetService<MigrationPump>(),
            Polls = provider.GetService<FeedPoller>(),
            Reconciler = provider.GetRequiredService<Reconciler>(),
            Wakeups = provider.GetRequiredService<Wakeups>(),
            Feed = provider.GetRequiredService<ChangeFeed>(),
            Neighbours = provider.GetRequiredService<Neighbours>(),
            Storage = provider.GetRequiredService<IStorageState>(),
        })
        .AddSingleton<EngineRoom>()
        .AddHostedService(provider => provider.GetRequiredService<EngineRoom>());
}
