using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using Samanvay.Activities;
using Samanvay.Benchmarks.Engine;
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

    // One for each database: the seals of one say nothing of another.
    private static string AuditOf(string database)
    {
        if (ChoiceOf(database) is SqliteChoice { File: var file })
            return Path.Combine(Path.GetDirectoryName(file)!, "load-audit");
        var server = new NpgsqlConnectionStringBuilder(database);
        return Path.Combine(
            Path.GetTempPath(), FormattableString.Invariant($"load-audit-{server.Port}-{server.Database}"));
    }

    private static ServiceProvider Compose(string database, KillPoints points)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSteps(ChoiceOf(database))
            .AddSteps(seed: 1, AuditOf(database))
            .AddSingleton<IOperationContexts, LoadProcedure>()
            .AddSingleton<IIntakeContexts, NoIntake>()
            .AddSingleton<ISituationPlans, NoIntake>()
            .AddSingleton<IActivityAdapter>(new FilingCabinet(LoadProcedure.ActivityType));
        if (ChoiceOf(database) is SqliteChoice { File: var file })
            services.AddSingleton(_ => new SqliteDatabase(file, points.Reach));
        var store = services.Last(service => service.ServiceType == typeof(IOperationStore));
        services.AddSingleton<IOperationStore>(provider => new StoreWithPoints(
            (IOperationStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!), points));
        return services.BuildServiceProvider();
    }
}
