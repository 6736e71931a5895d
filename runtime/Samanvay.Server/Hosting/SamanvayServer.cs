using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Samanvay.Brokers;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Views;
using Samanvay.Server.Api;
using Samanvay.Server.Api.Feeds;
using Samanvay.Server.Api.Open311;
using Samanvay.Server.Api.Signals;
using Samanvay.Server.Sample;
using Samanvay.Server.SignIn;
using Samanvay.Server.Verbs;
using Samanvay.Storage;
using Samanvay.Storage.Views;

namespace Samanvay.Server.Hosting;

/// <summary>
/// Puts the parts together: storage, runtime, screens, interfaces. The only place that knows them all.
/// </summary>
internal static class SamanvayServer
{
    private const long BodyMax = 64 * 1024 * 1024;

    public static WebApplication Build(ServeOptions options, Action<ILoggingBuilder>? logging = null)
    {
        var builder =
            WebApplication.CreateBuilder(new WebApplicationOptions
            {
                ApplicationName = typeof(SamanvayServer).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            });
        // Outside Development the libraries' files are found from the build output too; a published server has them in
        // wwwroot.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Above it a browser is cut off in the middle of sending and shows no answer: what is too large for a call
            // is refused by the call itself, with words.
            kestrel.Limits.MaxRequestBodySize = BodyMax;
        });
        var started = LogAfterStart(builder.Logging);
        logging?.Invoke(builder.Logging);
        AddServices(builder.Services, options);
        builder.Services.AddSingleton(FetchedHosts.Read(builder.Configuration));
        builder.Services.AddBrokers(BrokerSettings.Read(builder.Configuration));

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(started);
        app.UseAuthentication();
        app.UseSamanvayDesigner();
        app.UseApiProblems();
        app.UseStorageGate();
        app.UseAuthorization();
        app.UseSeasonVisitors();
        // Whatever a person's browser posts carries the token of a page of this server.
        var forms = app.MapGroup("").RequireFormToken();
        SignInEndpoints.Map(forms);
        SeasonEndpoints.Map(forms);
        SignalsApi.Map(app);
        FeedsApi.Map(app);
        Open311Api.Map(app);
        ClockApi.Map(app);
        DevicesApi.Map(app);
        WorkApi.Map(app);
        MigrationsApi.Map(app);
        SteeringApi.Map(app);
        HealthApi.Map(app);
        app.MapOpenApi("/api/openapi.json").AllowAnonymous();
        app.MapSamanvayDesigner();
        return app;
    }

    // What stands against a start is told in one sentence by whoever asked for it, and not in a log before.
    private static Action LogAfterStart(ILoggingBuilder logging)
    {
        var started = false;
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host",
            level => started && level >= LogLevel.Information);
        logging.AddFilter("Microsoft.EntityFrameworkCore", level => started && level >= LogLevel.Warning);
        // The keys lie in the data folder, which whoever serves a city keeps to itself.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return () => started = true;
    }

    /// <summary>Brings the data folder to this version and gives an empty one its first city.</summary>
    public static async Task PrepareAsync(IServiceProvider services, ServeOptions options)
    {
        await using var alone = await StorageServices.AloneAsync(services, "start", CancellationToken.None);
        await StorageServices.MigrateAsync(services, CancellationToken.None);
        await FirstCity.OpenAsync(services, options);
    }

    /// <summary>
    /// Everything that the server is made of, also for whoever looks into a data folder without serving it.
    /// </summary>
    public static void AddServices(IServiceCollection services, ServeOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        services.AddSteps(options.Database ?? new SqliteChoice(ServeOptions.FileIn(options.DataFolder)));
        services.AddDefinitionStores();
        services.AddViewStore();
        services.AddSteps(
            Environment.ProcessId, ServeOptions.AuditIn(options.DataFolder),
            ServeOptions.ArchivesIn(options.DataFolder));
        services.AddSamanvayRuntime();
        services.AddViews();
        var protection = services.AddDataProtection().SetApplicationName("samanvay");
        if (options.Database is PostgresChoice)
        {
            services.AddOptions<KeyManagementOptions>()
                .Configure<IXmlRepository>((keys, repository) => keys.XmlRepository = repository);
        }
        else
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(ServeOptions.KeysIn(options.DataFolder)));
        }
        services.AddSignIn();
        services.AddSingleton<StorageGate>();
        services.AddSingleton(provider => new FeedDoorParts(
            provider.GetRequiredService<KeyDesk>(), provider.GetRequiredService<CitySnapshots>(),
            provider.GetRequiredService<CityTime>(), provider.GetRequiredService<TimeProvider>())
        {
            Inlet = provider.GetRequiredService<FeedInlet>(),
            Refused = provider.GetRequiredService<RefusedSignals>(),
            Gate = provider.GetRequiredService<StorageGate>(),
        });
        services.AddSingleton<FeedDoor>();
        services.AddSingleton<Open311Door>();
        services.AddSingleton<WorkApiParts>();
        services.AddSingleton<MigrationsApiParts>();
        services.AddSingleton<SteeringApiParts>();
        services.AddSingleton(options);
        // Open screens reconnect by themselves: nobody gains from a longer wait for them.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<SeasonState>();
        services.AddHostedService<SeasonHost>();
        services.AddProblemDetails();
        services.AddOpenApi();
        services.AddSamanvayDesigner();
    }
}
