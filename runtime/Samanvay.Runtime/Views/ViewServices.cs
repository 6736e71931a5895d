using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Series;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Runtime.Views;

/// <summary>Registers what screens show and what people do there. The ports are registered elsewhere.</summary>
public static class ViewServices
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services
        .AddSingleton(provider => new ViewSources
        {
            Store = provider.GetRequiredService<IViewStore>(),
            Cities = provider.GetRequiredService<CitySnapshots>(),
            Contexts = provider.GetRequiredService<IOperationContexts>(),
            Procedures = provider.GetRequiredService<IProcedureStore>(),
            Intake = provider.GetRequiredService<IIntakeContexts>(),
            Catalog = provider.GetRequiredService<ProcedureCatalog>(),
            Time = provider.GetRequiredService<CityTime>(),
            Series = provider.GetRequiredService<SeriesReader>(),
        })
        .AddSingleton<SeriesReader>()
        .AddSingleton<ViewDesk>()
        .AddSingleton<ProcedureRuns>()
        .AddSingleton<ScreenFeed>()
        .AddSingleton<WorkDesk>()
        .AddSingleton<IncidentDesk>()
        .AddSingleton<SteeringDesk>()
        .AddSingleton<AttentionDesk>();
}
