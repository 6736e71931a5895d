using System.Globalization;
using System.Security.Claims;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Cities;

namespace Samanvay.Server.SignIn;

/// <summary>What is around a person's screens: the own city, its zone, and who the person is there.</summary>
internal static class SurroundingsOf
{
    private static readonly Surroundings Nobody = new("Samanvay", DateTimeZone.Utc, null, IsSample: false);

    public static async ValueTask<Surroundings> FindAsync(
        CitySnapshots cities, ClaimsPrincipal principal, CancellationToken cancellation)
    {
        if (await AccountClaims.AskerOfAsync(principal, cities, cancellation) is not { Person: { } id } asker
            || await cities.FindAsync(asker.City, cancellation) is not { } city
            || city.PersonOf(id) is not { } person)
        {
            return Nobody;
        }

        return new Surroundings(
            city.City.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName), city.Zone,
            new SignedInPerson(person.Name, PostOf(city, person), person.Language),
            city.City.Mode == CityMode.Sample);
    }

    public static string PostOf(CitySnapshot city, Person person)
    {
        // A bound role has the name that the playbook gives it besides the city's own, which alone is a word here.
        var duties = city.RolesOf(person.Id).Select(role => city.Setup.Roles.GetValueOrDefault(role)?.Name)
            .OfType<string>().ToList();
        if (duties.Count > 0)
            return string.Join(", ", duties.Take(2)) + (duties.Count > 2 ? " …" : "");

        return person.Agency is { } agency && city.Setup.Agencies.TryGetValue(agency.Value, out var known) ? known.Name
            : "";
    }
}
