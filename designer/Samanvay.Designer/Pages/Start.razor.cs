using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Pages;

/// <summary>Leads everybody to where their work is.</summary>
public sealed partial class Start(CurrentAsker asker, NavigationManager address)
{
    // Who has several roles begins where the city can least wait.
    private static readonly (CityRole Role, string Path)[] Places =
    [
        (CityRole.Operator, "/live"),
        (CityRole.Supervisor, "/live"),
        (CityRole.AgencyMember, "/work"),
        (CityRole.Author, "/procedures"),
        (CityRole.Approver, "/procedures"),
        (CityRole.Administrator, "/city"),
        (CityRole.Auditor, "/live"),
    ];

    internal static string PlaceOf(Asker? asker) => asker is null
        ? "/sign-in"
        : Places.Where(place => asker.Roles.Contains(place.Role)).Select(place => place.Path).FirstOrDefault("/work");

    protected override async Task OnInitializedAsync() => address.NavigateTo(PlaceOf(await asker.GetAsync()));
}
