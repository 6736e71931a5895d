using Samanvay.Runtime.Access;

namespace Samanvay.Server.SignIn;

/// <summary>The address at which a person chooses a password, once.</summary>
internal static class SignInLink
{
    public static QueryString QueryOf(CityId city, PersonId person, string token) =>
        QueryString.Create("city", city.Value).Add("person", person.Value).Add("token", token);
}
