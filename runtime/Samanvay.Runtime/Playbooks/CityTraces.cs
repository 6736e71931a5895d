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

    public static ImmutableArray<Diagnostic> Find(PackageFiles files, CitySetup city)
    {
        var traces = Names(city).Where(name => name is { Length: >= LengthMin })
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var patterns = traces.Select(name => (Name: name!, Pattern: WholeWord(name!))).ToList();
        return
        [
            .. from path in files.Contents.Keys
               let text = files.Text(path)
               from trace in patterns
               where trace.Pattern.IsMatch(text)
               select Diagnostic.Error("PLAY006",
                   $"The file {path} names {trace.Name}, which is this city's own. Remove it before it is given away.",
                   new Location(File: path)),
        ];
    }

    private static IEnumerable<string?> Names(CitySetup city) =>
    [
        city.City.Id.Value,
        .. city.People.Values.SelectMany(person =>
            (string?[])[person.Id.Value, person.Name, person.Email, person.Phone]),
        .. city.Devices.Values.SelectMany(device => (string?[])[device.Id.Value, device.Gateway]),
        .. city.Agencies.Values.Select(agency => agency.Phone),
        .. city.Keys.Keys,
    ];

    private static Regex WholeWord(string name) => new(
        $"(^|[^\\p{{L}}\\p{{N}}]){Regex.Escape(name)}($|[^\\p{{L}}\\p{{N}}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
