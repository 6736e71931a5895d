using NodaTime;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>The city's name, its zone and its languages.</summary>
public sealed partial class General
{
    private static readonly IReadOnlyList<Choice> Zones =
        [.. DateTimeZoneProviders.Tzdb.Ids.Select(zone => new Choice(zone, zone))];

    internal override string Section => "general";

    private Task SaveCityAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var languages = (form.Text("languages") ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        return SaveAsync(new SaveCity(Setup.City with
        {
            Name = form.Text("name") ?? "",
            Zone = form.Text("zone") ?? "",
            Languages = [.. languages.Distinct()],
        }));
    }
}
