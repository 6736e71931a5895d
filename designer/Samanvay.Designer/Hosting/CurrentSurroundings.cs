using Microsoft.AspNetCore.Components.Authorization;

namespace Samanvay.Designer.Hosting;

/// <summary>The surroundings of this request or circuit, found once.</summary>
public sealed class CurrentSurroundings(AuthenticationStateProvider authentication, FindSurroundings find)
{
    private Task<Surroundings>? _found;

    public Task<Surroundings> GetAsync() => _found ??= FindAsync();

    private async Task<Surroundings> FindAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return await find(state.User, CancellationToken.None);
    }
}
