using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>Starts everything that runs by itself, in the order that safety asks for, and stops it again.</summary>
public sealed class EngineRoom(
    CommandLoop loop, EngineRoomServices services, CityTime time, TimeProvider host, ILogger<EngineRoom> log)
    : BackgroundService
{
    private static readonly Duration ClockEvery = Duration.FromSeconds(1);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When clocks are read and commands are taken.</summary>
    public Task Ready => _ready.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var patience = new Patience(host, log);
        await patience.UntilReachableAsync(() => StartAsync(time, stoppingToken), stoppingToken);
        time.Changed += city => services.Feed.Publish(city, new CityTimeChanged());
        var running = loop.RunAsync(stoppingToken);
        _ready.TrySetResult();
        var passes = new ServiceLoop(host, log);
        var serving = Task.WhenAll(
            passes.RunAsync("clock", TickAsync, stoppingToken),
            passes.RunAsync("timers", stop => services.Timers.RunAsync(services.Wakeups, stop), stoppingToken),
            passes.RunAsync("outbox", stop => services.Outbox.RunAsync(services.Wakeups, stop), stoppingToken),
            passes.RunAsync("inbox", stop => services.Inbox.RunAsync(services.Wakeups, time, stop), stoppingToken),
            passes.RunAsync("neighbours", services.Neighbours.RunAsync, stoppingToken),
            passes.RunAsync("intake", services.Intake.RunAsync, stoppingToken),
            passes.RunAsync("calendars", services.Calendars.RunAsync, stoppingToken),
            passes.RunAsync("reconciler", stop => services.Reconciler.RunAsync(host, stop), stoppingToken),
            passes.RunAsync("housekeeping", services.Housekeeping.RunAsync, stoppingToken),
            passes.RunAsync("audit", services.Audit.RunAsync, stoppingToken),
            services.Archiving is { } archiving
                ? passes.RunAsync("archive", archiving.RunAsync, stoppingToken) : Task.CompletedTask,
            services.Polls is { } polls
                ? passes.RunAsync("polls", polls.RunAsync, stoppingToken) : Task.CompletedTask,
            services.Migrations is { } migrations
                ? passes.RunAsync("migrations", stop => migrations.RunAsync(services.Wakeups, stop), stoppingToken)
                : Task.CompletedTask);
        // Without its loop the process is of no use: its end ends the host, and whoever watches it starts it again.
        await await Task.WhenAny(running, serving);
        await Task.WhenAll(running, serving);
    }

    private static async ValueTask<bool> StartAsync(CityTime time, CancellationToken cancellation)
    {
        await time.StartAsync(cancellation);
        return true;
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        var before = time.HostInDoubt;
        await time.TickAsync(cancellation);
        // Where no clock runs nothing else would find out that the database can be written again.
        if (services.Storage.State != StorageState.Works) await time.StoreAsync(cancellation);
        if (!before && time.HostInDoubt) Log.ClockInDoubt(log);
        if (before && !time.HostInDoubt) Log.ClockInOrder(log);
        await time.RestAsync(ClockEvery)(cancellation);
    }
}

/// <summary>The services that run beside the loop.</summary>
public sealed record EngineRoomServices(
    TimerService Timers, OutboxDispatcher Outbox, InboxPump Inbox, IntakeLane Intake, Housekeeping Housekeeping)
{
    public required AuditSealing Audit { get; init; }

    /// <summary>Absent where nobody says what a city keeps.</summary>
    public Archiving? Archiving { get; init; }

    public required CalendarFollower Calendars { get; init; }

    /// <summary>Absent where nobody knows the procedures.</summary>
    public MigrationPump? Migrations { get; init; }

    /// <summary>Absent where nobody knows the feeds.</summary>
    public FeedPoller? Polls { get; init; }

    public required Reconciler Reconciler { get; init; }

    public required Wakeups Wakeups { get; init; }

    public required ChangeFeed Feed { get; init; }

    public required Neighbours Neighbours { get; init; }

    public required IStorageState Storage { get; init; }
}
