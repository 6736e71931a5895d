using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Hosting;

/// <summary>Finds who asks, as the city knows the person now; null for nobody. The server registers it.</summary>
public delegate ValueTask<Asker?> FindAsker(ClaimsPrincipal person, CancellationToken cancellation);

/// <summary>Who asks in this request or circuit. Asked anew each time: a circuit may outlive a person's
/// roles.</summary>
public sealed class CurrentAsker(AuthenticationStateProvider authentication, FindAsker find)
{
    public async ValueTask<Asker?> GetAsync(CancellationToken cancellation = default)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return await find(state.User, cancellation);
    }
}
