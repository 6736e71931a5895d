using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Activities.Notifications;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Nodes;
using Samanvay.Storage.PostgreSql.Signals;
using Samanvay.Storage.PostgreSql.Upkeep;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Storage.Sqlite.Upkeep;

namespace Samanvay.Storage;

/// <summary>
/// Registers the ports of the step path. What screens and definitions need is registered beside their own code.
/// </summary>
public static class StorageServices
{
    public static IServiceCollection AddSteps(this IServiceCollection services, DatabaseChoice database) =>
        database switch
        {
            SqliteChoice sqlite => services.AddSqliteSteps(sqlite.File),
            PostgresChoice postgres => services.AddPostgreSqlSteps(postgres.Connection),
            _ => throw new UnreachableException($"No stores for {database.GetType().Name}."),
        };

    /// <param name="path">The one file that holds everything; its folder must exist.</param>
    public static IServiceCollection AddSqliteSteps(this IServiceCollection services, string path) => services
        .AddDbContextFactory<SamanvayDbContext>(options => options.UseSqlite($"Data Source={path}"))
        .AddSingleton(_ => new SqliteDatabase(path))
        .AddSingleton<IStorageState>(provider => provider.GetRequiredService<SqliteDatabase>())
        .AddSingleton<ISchema, SqliteSchema>()
        .AddSingleton<IOperationStore, SqliteOperationStore>()
        .AddSingleton<ITimerStore, SqliteTimerStore>()
        .AddSingleton<IDueStore, SqliteDueStore>()
        .AddSingleton<IOutboxStore, SqliteOutboxStore>()
        .AddSingleton<IInboxStore, SqliteInboxStore>()
        .AddSingleton<IObservationStore, SqliteObservationStore>()
        .AddSingleton<ISeriesStore, SqliteSeriesStore>()
        .AddSingleton<IClockStore, SqliteClockStore>()
        .AddSingleton<IReconcileStore, SqliteReconcileStore>()
        .AddSingleton<IAuditStore, SqliteAuditStore>()
        .AddSingleton<IArchiveStore, SqliteArchiveStore>()
        .AddSingleton<IHousekeepingStore, SqliteHousekeepingStore>()
        .AddSingleton<IStuckStore, SqliteStuckStore>()
        .AddSingleton<INodeChannel, SqliteNodeChannel>()
        .AddSingleton<INotificationBoard, SqliteNotificationBoard>();

    /// <param name="connection">Where the database is and who opens it; other processes may use it too.</param>
    public static IServiceCollection AddPostgreSqlSteps(this IServiceCollection services, string connection) => services
        .AddDbContextFactory<PostgresContext>(options => options.UseNpgsql(PostgresLinks.Bounded(connection)))
        .AddSingleton<IDbContextFactory<SamanvayDbContext>, PostgresContexts>()
        .AddScoped<SamanvayDbContext>(provider => provider.GetRequiredService<PostgresContext>())
        .AddSingleton(provider => new PostgresDatabase(
            connection, provider.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<IStorageState>(provider => provider.GetRequiredService<PostgresDatabase>())
        .AddSingleton<ISchema, PostgresSchema>()
        .AddSingleton<IOperationStore, PostgresOperationStore>()
        .AddSingleton<ITimerStore, PostgresTimerStore>()
        .AddSingleton<IDueStore, PostgresDueStore>()
        .AddSingleton<IOutboxStore, PostgresOutboxStore>()
        .AddSingleton<IInboxStore, PostgresInboxStore>()
        .AddSingleton<IObservationStore, PostgresObservationStore>()
        .AddSingleton<ISeriesStore, PostgresSeriesStore>()
        .AddSingleton<IClockStore, PostgresClockStore>()
        .AddSingleton<IReconcileStore, PostgresReconcileStore>()
        .AddSingleton<IAuditStore, PostgresAuditStore>()
        .AddSingleton<IArchiveStore, PostgresArchiveStore>()
        .AddSingleton<IHousekeepingStore, PostgresHousekeepingStore>()
        .AddSingleton<IStuckStore, PostgresStuckStore>()
        .AddSingleton<INodeChannel, PostgresNodeChannel>()
        .AddSingleton<IXmlRepository, PostgresKeys>()
        .AddSingleton<INotificationBoard, PostgresNotificationBoard>();

    /// <summary>Brings the database to this version's tables. To be called before anything else opens it.</summary>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<ISchema>().MigrateAsync(cancellation);

    /// <summary>
    /// While it is held, no other process on the same database does what it names. Ends with the process at the latest.
    /// </summary>
    public static ValueTask<IAsyncDisposable> AloneAsync(
        IServiceProvider services, string what, CancellationToken cancellation) =>
        services.GetRequiredService<ISchema>().AloneAsync(what, cancellation);
}
