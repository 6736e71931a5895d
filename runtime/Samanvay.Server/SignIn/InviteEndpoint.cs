using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Server.SignIn;

/// <summary>
/// Makes the link with which a person of the city chooses a password; only for the city's administrators.
/// </summary>
internal static class InviteEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/city/people/{person}/invite", InviteAsync);

    private static async Task<IResult> InviteAsync(
        HttpContext context, string person, SignInDesk desk, CitySnapshots cities)
    {
        if (await AccountClaims.AskerOfAsync(context.User, cities, context.RequestAborted) is not { } asker
            || !AccessPolicy.Allows(asker, FrontDoorOperation.EditCity, asker.City)
            || await cities.FindAsync(asker.City, context.RequestAborted) is not { } city
            || city.PersonOf(new PersonId(person)) is not { Active: true } known)
        {
            return Results.NotFound();
        }

        var token = await desk.InviteAsync(asker.City, known.Id);
        var query = SignInLink.QueryOf(asker.City, known.Id, token);
        var link = $"{context.Request.Scheme}://{context.Request.Host}/welcome{query}";
        return Results.LocalRedirect($"/city/people{QueryString.Create("invited", known.Name).Add("link", link)}");
    }
}
