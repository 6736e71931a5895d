using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Storage;
using Samanvay.Storage.Model.Identity;

namespace Samanvay.Server.SignIn;

/// <summary>Accounts, cookies and who a signed-in person is.</summary>
internal static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(Cookie);
        services.AddIdentityCore<Account>(Rules)
            .AddEntityFrameworkStores<SamanvayDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<SignInDesk>();
        services.AddSingleton<FindSignInChoices>(ChoicesAsync);
        services.AddSingleton<CheckInvitation>((context, invitation) => new ValueTask<bool>(
            context.RequestServices.GetRequiredService<SignInDesk>().IsOpenAsync(
                new CityId(invitation.City), new PersonId(invitation.Person), invitation.Token)));
        services.AddSingleton<InvitePerson>(SignInLink.MakeAsync);
        services.AddSingleton<FindAsker>(provider => (principal, cancellation) =>
            AccountClaims.AskerOfAsync(principal, provider.GetRequiredService<CitySnapshots>(), cancellation));
        services.AddSingleton<FindSurroundings>(provider => (principal, cancellation) =>
            SurroundingsOf.FindAsync(provider.GetRequiredService<CitySnapshots>(), principal, cancellation));
        return services;
    }

    private static void Rules(IdentityOptions options)
    {
        // Long rather than odd: a few words in a row are better than signs (NIST SP 800-63B, 3.1.1).
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-@";
    }

    private static void Cookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options)
    {
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/sign-in";
        options.ReturnUrlParameter = "returnTo";
        options.Cookie.Name = "samanvay.person";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // A shift at a desk is eight hours, and the handover takes a while.
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => IsForPeople(context.Request)
            ? Redirect(context)
            : Refuse(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => IsForPeople(context.Request)
            ? Redirect(context)
            : Refuse(context.Response, StatusCodes.Status403Forbidden);
    }

    private static bool IsForPeople(HttpRequest request) => !request.Path.StartsWithSegments("/api");

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async ValueTask<SignInChoices> ChoicesAsync(HttpContext context)
    {
        var desk = context.RequestServices.GetRequiredService<SignInDesk>();
        if (await desk.SampleCityAsync(context) is not { } city)
            return SignInChoices.None;

        var people = city.Setup.People.Values.Where(person => person.Active && !person.Roles.IsEmpty);
        return new SignInChoices(
        [
            .. people.Select(person => new SamplePerson(
                    person.Id.Value, person.Name, SurroundingsOf.PostOf(city, person), GroupOf(person.Roles.Min)))
                .OrderBy(person => Array.IndexOf(Groups, person.Group)),
        ]);
    }

    // In the order in which a newcomer wants to look.
    private static readonly string[] Groups =
        ["operator", "agencymember", "supervisor", "author", "approver", "administrator", "auditor"];

    private static string GroupOf(CityRole role) => role.ToString().ToLowerInvariant();
}
