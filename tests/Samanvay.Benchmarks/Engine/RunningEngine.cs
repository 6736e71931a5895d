using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Samanvay.Activities;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Storage;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// The product's loop, services and store in this process, with one activity that does nothing.
/// </summary>
internal sealed class RunningEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RunningEngine(ServiceProvider services) => _services = services;

    public static CityId City { get; } = new("bench");

    public CommandLoop Loop => _services.GetRequiredService<CommandLoop>();

    public CityTime Time => _services.GetRequiredService<CityTime>();

    public EndWatch Ends => _services.GetRequiredService<EndWatch>();

    public IOperationStore Store => _services.GetRequiredService<IOperationStore>();

    public Reconciler Reconciler => _services.GetRequiredService<Reconciler>();

    public RawPorts Ports => new(
        Store, _services.GetRequiredService<IOutboxStore>(), _services.GetRequiredService<IInboxStore>());

    /// <summary>Without its services, for measuring the store alone.</summary>
    public static Task<RunningEngine> StartAsync(string path, ServiceRequest request, bool servicesRun) =>
        StartAsync(path, request, store => store, servicesRun);

    public static Task<RunningEngine> StartAsync(string path, ServiceRequest request) =>
        StartAsync(path, request, store => store);

    /// <param name="path">A file of SQLite's, or the connection to a PostgreSQL database.</param>
    /// <param name="around">May put something around the store that the loop writes to.</param>
    public static async Task<RunningEngine> StartAsync(
        string path, ServiceRequest request, Func<IOperationStore, IOperationStore> around, bool servicesRun = true)
    {
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning))
            .AddSteps(DatabaseOf(path))
            .AddSteps(seed: 1, AuditBeside(DatabaseOf(path)))
            .AddSingleton<IOperationContexts>(request)
            .AddSingleton<IIntakeContexts, NoIntake>()
            .AddSingleton<ISituationPlans, NoIntake>()
            .AddSingleton<IActivityAdapter, FilingCabinet>()
            .AddSingleton<EndWatch>();
        var store = collection.Single(service => service.ServiceType == typeof(IOperationStore));
        collection.AddSingleton(provider =>
            around((IOperationStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!)));
        var services = collection.BuildServiceProvider();
        await using (await StorageServices.AloneAsync(services, "start", CancellationToken.None))
        {
            await StorageServices.MigrateAsync(services, CancellationToken.None);
        }
        var engine = new RunningEngine(services);
        if (!servicesRun) return engine;
        await services.GetRequiredService<EngineRoom>().StartAsync(CancellationToken.None);
        await services.GetRequiredService<EngineRoom>().Ready;
        await engine.Time.AddAsync(City, ClockMode.Live, NodaTime.NodaConstants.UnixEpoch, CancellationToken.None);
        engine.Ends.Start();
        return engine;
    }

    private static DatabaseChoice DatabaseOf(string path) =>
        path.Contains('=', StringComparison.Ordinal) ? new PostgresChoice(path) : new SqliteChoice(path);

    private static string AuditBeside(DatabaseChoice database) => Path.Combine(
        database is SqliteChoice { File: var file } ? Path.GetDirectoryName(file)! : Path.GetTempPath(),
        $"audit-{Environment.ProcessId}");

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EngineRoom>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private sealed class FilingCabinet : IActivityAdapter
    {
        public string Type => ServiceRequest.ActivityType;

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
