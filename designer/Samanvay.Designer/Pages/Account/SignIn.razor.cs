using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;

namespace Samanvay.Designer.Pages.Account;

/// <summary>Name and password; in a sample city on this machine also a list of its people to choose from.</summary>
public sealed partial class SignIn(FindSignInChoices find)
{
    private SignInChoices _choices = SignInChoices.None;

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnTo { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private string ProblemName => Problem is "sample" ? "sample" : "wrong";

    protected override async Task OnInitializedAsync()
    {
        if (Http is not null)
            _choices = await find(Http);
    }
}
