using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Activities;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Runtime;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage;

namespace Samanvay.LongRuns.Kills;

/// <summary>The product's loop, services and stores in a process that is about to be killed.</summary>
internal sealed class LoadEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LoadEngine(ServiceProvider services, int differences) => (_services, Differences) = (services, differences);

    public static CityId City { get; } = new("load");

    /// <summary>In how many rows the tables differed from the states, before anything mended them.</summary>
    public int Differences { get; }

    public CommandLoop Loop => _services.GetRequiredService<CommandLoop>();

    public CityTime Time => _services.GetRequiredService<CityTime>();

    public IOperationStore Store => _services.GetRequiredService<IOperationStore>();

    public Task<int> ReconcileAsync() =>
        _services.GetRequiredService<Reconciler>().RunOnceAsync(CancellationToken.None);

    /// <summary>Makes the tables of a new database.</summary>
    public static async Task LayAsync(string database)
    {
        await using var services = Compose(database, new KillPoints(0));
        await StorageServices.MigrateAsync(services, CancellationToken.None);
    }

    /// <param name="database">A file of SQLite's, or the connection to a PostgreSQL database; with its tables.</param>
    public static async Task<LoadEngine> StartAsync(string database, KillPoints points)
    {
        var services = Compose(database, points);
        // The engine room mends what it finds, so it is looked at before.
        var differences = await services.GetRequiredService<Reconciler>().RunOnceAsync(CancellationToken.None);
        var engine = new LoadEngine(services, differences);
        var room = services.GetRequiredService<EngineRoom>();
        await room.StartAsync(CancellationToken.None);
        await room.Ready;
        await engine.Time.AddAsync(City, ClockMode.Live, NodaConstants.UnixEpoch, CancellationToken.None);
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EngineRoom>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    public static DatabaseChoice ChoiceOf(string database) =>
        BenchmarkDatabase.IsPostgres(database) ? new PostgresChoice(database) : new SqliteChoice(database);

    private static ServiceProvider Compose(string database, KillPoints points)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSteps(ChoiceOf(database))
            .AddSteps(seed: 1, Path.Combine(Path.GetTempPath(), "samanvay-load-audit"))
            .AddSingleton<IOperationContexts, LoadProcedure>()
            .AddSingleton<IIntakeContexts, NoIntake>()
            .AddSingleton<ISituationPlans, NoIntake>()
            .AddSingleton<IActivityAdapter, FilingCabinet>();
        if (ChoiceOf(database) is SqliteChoice { File: var file })
            services.AddSingleton(_ => new SqliteDatabase(file, points.Reach));
        var store = services.Last(service => service.ServiceType == typeof(IOperationStore));
        services.AddSingleton<IOperationStore>(provider => new StoreWithPoints(
            (IOperationStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!), points));
        return services.BuildServiceProvider();
    }

    private sealed class FilingCabinet : IActivityAdapter
    {
        public string Type => LoadProcedure.ActivityType;

        public Task<ActivityResult> PerformAsync(ActivityRequest request, CancellationToken cancellation) =>
            Task.FromResult(ActivityResult.Done);
    }

    private sealed class NoIntake : IIntakeContexts, ISituationPlans
    {
        public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) =>
            new(IntakeContext.Empty);

        public ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation) =>
            new((SituationPlan?)null);
    }
}
