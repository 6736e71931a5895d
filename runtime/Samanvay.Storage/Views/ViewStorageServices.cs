using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Views;

namespace Samanvay.Storage.Views;

/// <summary>Registers what screens read from. The context factory is registered with the step path.</summary>
public static class ViewStorageServices
{
    public static IServiceCollection AddViewStore(this IServiceCollection services) =>
        services.AddSingleton<IViewStore, ViewStore>();
}
