using System.Collections.Immutable;
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

    // The name itself is in the first.
    private IEnumerable<string> OtherLanguages => Setup!.City.Languages.Skip(1);

    private Task SaveCityAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var languages = (form.Text("languages") ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var names = from language in OtherLanguages
                    let name = form.Text($"name-{language}")
                    where name is not null
                    select KeyValuePair.Create(language, name);
        return SaveAsync(new SaveCity(Setup.City with
        {
            Name = form.Text("name") ?? "",
            Names = names.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Zone = form.Text("zone") ?? "",
            Languages = [.. languages.Distinct()],
        }));
    }
}
