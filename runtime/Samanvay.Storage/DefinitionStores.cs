using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Stores;

namespace Samanvay.Storage;

/// <summary>Registers the stores of cities, procedures and playbooks.</summary>
public static class DefinitionStores
{
    /// <remarks>Needs the database context that <see cref="StorageServices.AddSteps"/> registers.</remarks>
    public static IServiceCollection AddDefinitionStores(this IServiceCollection services) => services
        .AddSingleton<ICityStore, CityStore>()
        .AddSingleton<IProcedureStore, ProcedureStore>()
        .AddSingleton<IPlaybookStore, PlaybookStore>()
        .AddSingleton<IMigrationStore, MigrationStore>()
        .AddSingleton<IFeedStore, FeedStore>()
        .AddSingleton<IDeviceSightings, DeviceSightings>()
        .AddSingleton<IAlertStore, AlertStore>()
        .AddSingleton<IRequestStore, RequestStore>()
        .AddSingleton<IPollStore, PollStore>();
}
