using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Runtime;

/// <summary>Registers the desks at which cities, procedures and playbooks are kept, and what the step path reads of
/// them.</summary>
public static class DefinitionServices
{
    public static IServiceCollection AddSamanvayRuntime(this IServiceCollection services) => services
        .AddSingleton<CitySnapshots>()
        .AddSingleton<CityDesk>()
        .AddSingleton<KeyDesk>()
        .AddSingleton<ProcedureDesk>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<ProcedureCatalog>()
        .AddSingleton<IOperationContexts>(provider => provider.GetRequiredService<ProcedureCatalog>())
        .AddSingleton<ISituationPlans>(provider => provider.GetRequiredService<ProcedureCatalog>())
        .AddSingleton<IIntakeContexts, IntakeContexts>();
}
