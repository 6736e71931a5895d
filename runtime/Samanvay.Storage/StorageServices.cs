using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Activities.Notifications;
using Samanvay.Runtime.Ports;
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

    /// <summary>Brings the file to this version's tables. To be called before anything else opens it.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        services.GetRequiredService<SqliteDatabase>().Create();
        await using var context = await services.GetRequiredService<IDbContextFactory<SamanvayDbContext>>()
            .CreateDbContextAsync(cancellation);
        await context.Database.MigrateAsync(cancellation);
    }
}
