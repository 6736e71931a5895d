using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Server.SignIn;

/// <summary>The address at which a person chooses a password, once.</summary>
internal static class SignInLink
{
    public static QueryString QueryOf(CityId city, PersonId person, string token) =>
        QueryString.Create("city", city.Value).Add("person", person.Value).Add("token", token);

    /// <summary>For a person of the asker's own city, if the asker is one of its administrators; else absent.</summary>
    public static async ValueTask<string?> MakeAsync(HttpContext context, string person)
    {
        var services = context.RequestServices;
        var cities = services.GetRequiredService<CitySnapshots>();
        if (await AccountClaims.AskerOfAsync(context.User, cities, context.RequestAborted) is not { } asker
            || !AccessPolicy.Allows(asker, FrontDoorOperation.EditCity, asker.City)
            || await cities.FindAsync(asker.City, context.RequestAborted) is not { } city
            || city.PersonOf(new PersonId(person)) is not { Active: true } known)
        {
            return null;
        }

        var token = await services.GetRequiredService<SignInDesk>().InviteAsync(asker.City, known.Id);
        var query = QueryOf(asker.City, known.Id, token);
        return $"{context.Request.Scheme}://{context.Request.Host}/welcome{query}";
    }
}
