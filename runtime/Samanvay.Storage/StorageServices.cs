using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Activities.Notifications;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.Sqlite;

namespace Samanvay.Storage;

/// <summary>
/// Registers the ports of the step path. What screens and definitions need is registered beside their own code.
/// </summary>
public static class StorageServices
{
    /// <param name="path">The one file that holds everything; its folder must exist.</param>
    public static IServiceCollection AddSqliteSteps(this IServiceCollection services, string path) => services
        .AddDbContextFactory<SamanvayDbContext>(options => options.UseSqlite($"Data Source={path}"))
        .AddSingleton(_ => new SqliteDatabase(path))
        .AddSingleton<ISchema, SqliteSchema>()
        .AddSingleton<IOperationStore, SqliteOperationStore>()
        .AddSingleton<ITimerStore, SqliteTimerStore>()
        .AddSingleton<IOutboxStore, SqliteOutboxStore>()
        .AddSingleton<IInboxStore, SqliteInboxStore>()
        .AddSingleton<IObservationStore, SqliteObservationStore>()
        .AddSingleton<IClockStore, SqliteClockStore>()
        .AddSingleton<IReconcileStore, SqliteReconcileStore>()
        .AddSingleton<IHousekeepingStore, SqliteHousekeepingStore>()
        .AddSingleton<IStuckStore, SqliteStuckStore>()
        .AddSingleton<INotificationBoard, SqliteNotificationBoard>();

    /// <param name="connection">Where the database is and who opens it; other processes may use it too.</param>
    public static IServiceCollection AddPostgreSqlSteps(this IServiceCollection services, string connection) => services
        .AddDbContextFactory<PostgresContext>(options => options.UseNpgsql(connection))
        .AddSingleton<IDbContextFactory<SamanvayDbContext>, PostgresContexts>()
        .AddScoped<SamanvayDbContext>(provider => provider.GetRequiredService<PostgresContext>())
        .AddSingleton(provider => new PostgresDatabase(
            connection, provider.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<ISchema, PostgresSchema>()
        .AddSingleton<IOperationStore, PostgresOperationStore>()
        .AddSingleton<ITimerStore, PostgresTimerStore>()
        .AddSingleton<IOutboxStore, PostgresOutboxStore>()
        .AddSingleton<IInboxStore, PostgresInboxStore>()
        .AddSingleton<IObservationStore, PostgresObservationStore>()
        .AddSingleton<IClockStore, PostgresClockStore>()
        .AddSingleton<IReconcileStore, PostgresReconcileStore>()
        .AddSingleton<IHousekeepingStore, PostgresHousekeepingStore>()
        .AddSingleton<IStuckStore, PostgresStuckStore>()
        .AddSingleton<INotificationBoard, PostgresNotificationBoard>();

    /// <summary>Brings the database to this version's tables. To be called before anything else opens it.</summary>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<ISchema>().MigrateAsync(cancellation);
}
