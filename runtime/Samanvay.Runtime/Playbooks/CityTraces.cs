using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Samanvay.Feel;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks.Package;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Finds what must not leave the city with a playbook: its people, its devices, its keys and its own
/// id.</summary>
internal static class CityTraces
{
    // Shorter names are words that stand in any text.
    private const int LengthMin = 4;

    /// <summary>Errors for what must stay; warnings for the names of places and agencies, which may be plain
    /// words.</summary>
    public static ImmutableArray<Diagnostic> Find(PackageFiles files, CitySetup city)
    {
        var own = Patterns(Own(city));
        var local = Patterns(Local(city).Except(Own(city)));
        return
        [
            .. from path in files.Contents.Keys
               let text = files.Text(path)
               from trace in own
               where trace.Pattern.IsMatch(text)
               select Diagnostic.Error("PLAY006",
                   $"The file {path} names {trace.Name}, which is this city's own. Remove it before it is given away.",
                   new Location(File: path)),
            .. from path in files.Contents.Keys
               let text = files.Text(path)
               from trace in local
               where trace.Pattern.IsMatch(text)
               select Diagnostic.Warning("PLAY007",
                   $"The file {path} says {trace.Name}, as a place or agency of this city is called. Look whether it "
                   + $"should be read elsewhere.", new Location(File: path)),
        ];
    }

    private static List<(string Name, Regex Pattern)> Patterns(IEnumerable<string?> names) =>
    [
        .. names.OfType<string>().Where(name => name.Length >= LengthMin).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, WholeWord(name))),
    ];

    private static IEnumerable<string?> Own(CitySetup city) =>
    [
        city.City.Id.Value,
        .. city.People.Values.SelectMany(person =>
            (string?[])[person.Id.Value, person.Name, person.Email, person.Phone]),
        .. city.Devices.Values.SelectMany(device => (string?[])[device.Id.Value, device.Gateway]),
        .. city.Agencies.Values.Select(agency => agency.Phone),
        .. city.Keys.Keys,
    ];

    private static IEnumerable<string?> Local(CitySetup city) =>
    [
        city.City.Name, .. city.City.Names.Values, .. city.Wards.Values.Select(ward => ward.Name),
        .. city.Agencies.Values.Select(agency => agency.Name), .. city.Devices.Values.Select(device => device.Name),
    ];

    private static Regex WholeWord(string name) => new(
        $"(^|[^\\p{{L}}\\p{{N}}]){Regex.Escape(name)}($|[^\\p{{L}}\\p{{N}}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
