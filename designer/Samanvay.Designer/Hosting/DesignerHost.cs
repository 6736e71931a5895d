using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Radzen;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Attention;
using Samanvay.Designer.Pages.Board;
using Samanvay.Designer.Pages.City;
using Samanvay.Designer.Pages.Live;
using Samanvay.Designer.Pages.Messages;
using Samanvay.Designer.Pages.Playbooks;
using Samanvay.Designer.Pages.Procedures;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Designer.Hosting;

/// <summary>Puts the screens into a web server: services, middleware, pages.</summary>
public static class DesignerHost
{
    public static IServiceCollection AddSamanvayDesigner(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationCore();
        services.AddAntiforgery(options => options.Cookie.Name = "samanvay.form");
        services.AddSingleton<Texts>();
        services.AddScoped<CurrentSurroundings>();
        services.AddScoped<CurrentAsker>();
        services.AddScoped<CurrentMoment>();
        services.AddScoped<CurrentAttention>();
        services.AddTransient<LiveWatch>();
        services.AddSingleton<LiveSources>();
        services.TryAddSingleton<FindAsker>((_, _) => ValueTask.FromResult<Asker?>(null));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FindSignInChoices>(_ => ValueTask.FromResult(SignInChoices.None));
        services.TryAddSingleton<InvitePerson>((_, _) => ValueTask.FromResult<string?>(null));
        services.TryAddSingleton<CheckInvitation>((_, _) => ValueTask.FromResult(false));
        services.TryAddSingleton<FindSurroundings>((_, _) =>
            ValueTask.FromResult(new Surroundings("Samanvay", DateTimeZone.Utc, null, false)));
        services.TryAddSingleton<IStorageState, Untroubled>();
        return services;
    }

    private sealed class Untroubled : IStorageState
    {
        public StorageState State => StorageState.Works;
    }

    /// <summary>To be called before the endpoints are mapped, and after authentication.</summary>
    public static WebApplication UseSamanvayDesigner(this WebApplication app)
    {
        var texts = app.Services.GetRequiredService<Texts>();
        var languages = texts.Languages.ToArray();
        app.UseContentSecurity();
        app.UseRefusedForms();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(AnswerProgramsPlainly);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerFailureAsync });
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture(Texts.Fallback)
                .AddSupportedCultures(languages).AddSupportedUICultures(languages);
            options.ApplyCurrentCultureToResponseHeaders = true;
            // What was chosen on this device comes first, what the browser is set to last.
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { Options = options }, new OwnLanguage(texts) { Options = options },
                new AcceptLanguageHeaderRequestCultureProvider { Options = options },
            ];
        });
        app.UseAntiforgery();
        app.UseOwnFormsOnly();
        return app;
    }

    public static void MapSamanvayDesigner(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().Add(endpoint => endpoint.Metadata.Add(new AllowAnonymousAttribute()));
        Preferences.Map(routes);
        CityEndpoints.Map(routes);
        PlaybookEndpoints.Map(routes);
        BoardFile.Map(routes);
        MessageEndpoints.Map(routes);
        ProcedureEndpoints.Map(routes);
        AttentionEndpoints.Map(routes);
        // Frames are forbidden by the policy on every answer, so the one that Blazor would add is left out.
        routes.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    // A refused form or a program's call is not asked for a page again: its answer is its status.
    private static Task AnswerProgramsPlainly(HttpContext context, RequestDelegate next)
    {
        if (!IsPage(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        return next(context);
    }

    // Left empty, a page's answer is made by the page for what is not there, which knows a failure too.
    private static Task AnswerFailureAsync(HttpContext context) => IsForPeople(context.Request)
        ? Task.CompletedTask
        : Results.Problem("Nothing was saved. Try again; if it stays so, tell whoever runs this server.",
            statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);

    private static bool IsPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && IsForPeople(request);

    private static bool IsForPeople(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
