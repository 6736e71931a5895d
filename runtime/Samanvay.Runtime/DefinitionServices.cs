using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Export;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Runtime.Procedures.Review;
using Samanvay.Runtime.Procedures.TryOut;
using Samanvay.Runtime.Situations;

namespace Samanvay.Runtime;

/// <summary>Registers the desks at which cities, procedures and playbooks are kept, and what the step path reads of
/// them.</summary>
public static class DefinitionServices
{
    /// <param name="templates">The folder of the playbooks that come with the product; absent for the one beside
    /// it.</param>
    public static IServiceCollection AddSamanvayRuntime(this IServiceCollection services, string? templates = null) =>
        services
        .AddSingleton<CitySnapshots>()
        .AddSingleton<CityDesk>()
        .AddSingleton<KeyDesk>()
        .AddSingleton<ProcedureDesk>()
        .AddSingleton<ProcedureShelf>()
        .AddSingleton<DecisionChecks>()
        .AddSingleton<DecisionReplay>()
        .AddSingleton<DecisionDesk>()
        .AddSingleton<RuleSeries>()
        .AddSingleton<RuleDesk>()
        .AddSingleton<PublishPorts>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<ProcedureTryOut>()
        .AddSingleton<MigrationDesk>()
        .AddSingleton<ProcedureCatalog>()
        .AddSingleton<IOperationContexts>(provider => provider.GetRequiredService<ProcedureCatalog>())
        .AddSingleton<ISituationPlans>(provider => provider.GetRequiredService<ProcedureCatalog>())
        .AddSingleton<ICityCache>(provider => provider.GetRequiredService<CitySnapshots>())
        .AddSingleton<ICityCache>(provider => provider.GetRequiredService<ProcedureCatalog>())
        .AddSingleton<IIntakeContexts, IntakeContexts>()
        .AddSingleton(RefusedLimits.Default)
        .AddSingleton<RefusedMessages>()
        .AddSingleton(provider => new FeedInletParts(provider.GetServices<IReceivedSink>())
        {
            Cities = provider.GetRequiredService<CitySnapshots>(),
            Observations = provider.GetRequiredService<ObservationInlet>(),
            Refused = provider.GetRequiredService<RefusedMessages>(),
            Requests = provider.GetRequiredService<RequestKeeper>(),
            Counts = provider.GetRequiredService<RefusedSignals>(),
        })
        .AddSingleton<FeedInlet>()
        .AddSingleton<FeedStores>()
        .AddSingleton<FeedDesk>()
        .AddFeedWays()
        .AddSingleton<HistoryExport>()
        .AddSingleton<Archiving>()
        .AddSingleton<MigrationPump>()
        .AddSingleton(provider => new ArchivingParts(
            provider.GetRequiredService<IArchiveStore>(), provider.GetRequiredService<IAuditStore>(),
            provider.GetRequiredService<IOperationStore>(), provider.GetRequiredService<ArchiveFolder>(),
            provider.GetRequiredService<AuditFolder>())
        {
            Cities = provider.GetRequiredService<CitySnapshots>(),
            Catalog = provider.GetRequiredService<ProcedureCatalog>(),
            Time = provider.GetRequiredService<CityTime>(),
            Loop = provider.GetRequiredService<CommandLoop>(),
        })
        .AddSingleton<PlaybookPorts>()
        .AddSingleton<PlaybookDesk>()
        .AddSingleton<PlaybookPublishing>()
        .AddSingleton<PlaybookExport>()
        .AddSingleton(new TemplateFolder(templates ?? Path.Combine(AppContext.BaseDirectory, "templates")))
        .AddSingleton<SampleCityDesks>()
        .AddSingleton<SampleCityLoader>();
}
