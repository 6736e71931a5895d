using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samanvay.Activities;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Views;
using Samanvay.Storage;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Views;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// The product's loop, services and store in this process, with one activity that does nothing.
/// </summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private const string Pages =
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

    private readonly ServiceProvider _services;

    private RunningEngine(ServiceProvider services, ServiceRequest request) =>
        (_services, Request) = (services, request);

    public static CityId City { get; } = new("bench");

    public ServiceRequest Request { get; }

    public CommandLoop Loop => _services.GetRequiredService<CommandLoop>();

    public CityTime Time => _services.GetRequiredService<CityTime>();

    public EndWatch Ends => _services.GetRequiredService<EndWatch>();

    public IOperationStore Store => _services.GetRequiredService<IOperationStore>();

    public IObservationStore Observations => _services.GetRequiredService<IObservationStore>();

    public IViewStore Views => _services.GetRequiredService<IViewStore>();

    public IntakeLane Lane => _services.GetRequiredService<IntakeLane>();

    public Reconciler Reconciler => _services.GetRequiredService<Reconciler>();

    public IOutboxStore Outbox => _services.GetRequiredService<IOutboxStore>();

    /// <summary>Without its services, for measuring the store alone.</summary>
    public static Task<RunningEngine> StartAsync(string path, ServiceRequest request, bool servicesRun) =>
        StartAsync(path, request, new HostSurroundings(), servicesRun);

    public static Task<RunningEngine> StartAsync(string path, ServiceRequest request) =>
        StartAsync(path, request, new HostSurroundings());

    /// <param name="path">A file of SQLite's, or the connection to a PostgreSQL database.</param>
    /// <param name="around">May put something around the store that the loop writes to.</param>
    public static Task<RunningEngine> StartAsync(
        string path, ServiceRequest request, Func<IOperationStore, IOperationStore> around) =>
        StartAsync(path, request, new HostSurroundings { AroundOperations = around });

    public static async Task<RunningEngine> StartAsync(
        string path, ServiceRequest request, HostSurroundings around, bool servicesRun = true)
    {
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning))
            .AddSteps(DatabaseOf(path))
            .AddSteps(seed: 1, AuditBeside(DatabaseOf(path)))
            .AddSingleton<IOperationContexts>(request)
            .AddViewStore()
            .AddSingleton(around.Intake)
            .AddSingleton<ISituationPlans, NoIntake>()
            .AddSingleton<IActivityAdapter>(new FilingCabinet(ServiceRequest.ActivityType))
            .AddSingleton<EndWatch>();
        Surround(collection, around.AroundOperations);
        Surround(collection, around.AroundObservations);
        var services = collection.BuildServiceProvider();
        await using (await StorageServices.AloneAsync(services, "start", CancellationToken.None))
        {
            await StorageServices.MigrateAsync(services, CancellationToken.None);
        }
        var engine = new RunningEngine(services, request);
        if (!servicesRun) return engine;
        await services.GetRequiredService<EngineRoom>().StartAsync(CancellationToken.None);
        await services.GetRequiredService<EngineRoom>().Ready;
        await engine.Time.AddAsync(City, ClockMode.Live, NodaTime.NodaConstants.UnixEpoch, CancellationToken.None);
        engine.Ends.Start();
        return engine;
    }

    private static void Surround<T>(IServiceCollection collection, Func<T, T> around) where T : class
    {
        var store = collection.Single(service => service.ServiceType == typeof(T));
        collection.AddSingleton(provider =>
            around((T)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!)));
    }

    private static DatabaseChoice DatabaseOf(string path) =>
        BenchmarkDatabase.IsPostgres(path) ? new PostgresChoice(path) : new SqliteChoice(path);

    private static string AuditBeside(DatabaseChoice database) => Path.Combine(
        database is SqliteChoice { File: var file } ? Path.GetDirectoryName(file)! : Path.GetTempPath(),
        $"audit-{Environment.ProcessId}");

    public async Task<HostCounts> CountAsync(CountingStore store)
    {
        using var process = Process.GetCurrentProcess();
        var used = new HostCounts(
            GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime.TotalSeconds, store.Saves,
            store.Waited)
        {
            WorkingSet = process.WorkingSet64,
            Differences = Reconciler.AfterStart,
            NextDue = (await _services.GetRequiredService<ITimerStore>().NextDueAsync(City, CancellationToken.None))
                ?.ToUnixTimeMilliseconds(),
        };
        if (_services.GetService<SqliteDatabase>() is { } file)
        {
            return await file.Writer.ReadAsync(
                session => used with
                {
                    Rows = session.RowsWritten,
                    Flushes = session.Commits,
                    Bytes = session[Pages].Read(row => row.Long(0))[0],
                },
                CancellationToken.None);
        }
        var server = _services.GetRequiredService<PostgresDatabase>();
        // The server learns what a connection has done when that is closed.
        server.Source.Clear();
        return used with { Trips = server.SaveTrips };
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EngineRoom>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
