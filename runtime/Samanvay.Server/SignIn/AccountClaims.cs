using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Storage.Model.Identity;

namespace Samanvay.Server.SignIn;

/// <summary>
/// Puts city and person into the cookie. What they may do is not in it: that is asked of the city at every call.
/// </summary>
internal sealed class AccountClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    private const string City = "samanvay:city";
    private const string Person = "samanvay:person";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(City, user.City.Value));
        identity.AddClaim(new Claim(Person, user.Person.Value));
        return identity;
    }

    /// <summary>The asker whom a cookie names, as the city knows the person now; null for nobody.</summary>
    public static async ValueTask<Asker?> AskerOfAsync(
        ClaimsPrincipal principal, CitySnapshots cities, CancellationToken cancellation)
    {
        if (principal.FindFirstValue(City) is not { } city || principal.FindFirstValue(Person) is not { } person)
            return null;

        var snapshot = await cities.FindAsync(new CityId(city), cancellation);
        return snapshot?.AskerOf(new PersonId(person));
    }
}
