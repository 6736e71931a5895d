using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;

namespace Samanvay.Designer.Pages.Account;

/// <summary>Where a sign-in link leads: to a password of one's own, or to the word that the link was used.</summary>
public sealed partial class Welcome(CheckInvitation check)
{
    private bool _works;

    [SupplyParameterFromQuery]
    public string? City { get; set; }

    [SupplyParameterFromQuery]
    public string? Person { get; set; }

    [SupplyParameterFromQuery]
    public string? Token { get; set; }

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    protected override async Task OnInitializedAsync() =>
        _works = Http is not null && await check(Http, new Invitation(City ?? "", Person ?? "", Token ?? ""));
}
