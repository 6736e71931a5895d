using Microsoft.Extensions.Logging.Abstractions;
using Samanvay.Activities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage.Sqlite;
using Samanvay.Tests.Runtime.Commands;

namespace Samanvay.Tests.Runtime.Services;

/// <summary>The services around a running loop, passed through by hand.</summary>
internal sealed class ServiceShell : IAsyncDisposable
{
    private readonly Shell _shell;

    private ServiceShell(Shell shell) => _shell = shell;

    public Shell Shell => _shell;

    public required CallAdapter Adapter { get; init; }

    public ITimerStore TimerStore => new SqliteTimerStore(_shell.Database);

    public IOutboxStore OutboxStore => new SqliteOutboxStore(_shell.Database);

    public IInboxStore InboxStore => new SqliteInboxStore(_shell.Database);

    public required TimerService Timers { get; init; }

    public required OutboxDispatcher Outbox { get; init; }

    public required InboxPump Inbox { get; init; }

    public static async Task<ServiceShell> OpenAsync(
        string path, ISituationPlans? plans = null, int attemptsMax = 3)
    {
        var shell = await Shell.OpenAsync(path);
        await shell.Time.AddAsync(Shell.City, ClockMode.Live, Shell.Noon, default);
        var adapter = new CallAdapter();
        var inbox = new SqliteInboxStore(shell.Database);
        var situations = new SituationRouter(shell.Operations, plans ?? new NoPlans(), inbox, shell.Loop, shell.Time);
        return new ServiceShell(shell)
        {
            Adapter = adapter,
            Timers = new TimerService(
                new SqliteTimerStore(shell.Database), shell.Loop, shell.Time, shell.Reconciler,
                NullLogger<TimerService>.Instance),
            Outbox = new OutboxDispatcher(
                new SqliteOutboxStore(shell.Database), new ActivityAdapters([adapter]), shell.Time,
                shell.Loop, new DispatcherSettings(shell.Host, new Random(1), attemptsMax),
                NullLogger<OutboxDispatcher>.Instance),
            Inbox = new InboxPump(inbox, shell.Loop, situations, shell.Host, NullLogger<InboxPump>.Instance),
        };
    }

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    private sealed class NoPlans : ISituationPlans
    {
        public ValueTask<SituationPlan?> FindAsync(
            Samanvay.Runtime.Access.CityId city, string message, CancellationToken cancellation) =>
                new((SituationPlan?)null);
    }
}

/// <summary>The outside world, which answers as the test says.</summary>
internal sealed class CallAdapter : IActivityAdapter
{
    public string Type => "test.call";

    public List<ActivityRequest> Calls { get; } = [];

    public Func<ActivityRequest, ActivityResult> Answer { get; set; } = static _ => ActivityResult.Done;

    public Task<ActivityResult> PerformAsync(ActivityRequest request, CancellationToken cancellation)
    {
        lock (Calls) Calls.Add(request);
        return Task.FromResult(Answer(request));
    }
}
