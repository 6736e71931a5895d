using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Messages;

/// <summary>How many messages a person has not read, for the bell; and the form that marks them as read.</summary>
internal static class MessageEndpoints
{
    public const string Page = "/messages";
    public const string Unread = "/messages/unread";
    public const string Read = "/messages/read";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Unread, CountAsync).RequireAuthorization();
        routes.MapPost(Read, MarkAsync).RequireAuthorization();
    }

    private static async Task<IResult> CountAsync(HttpContext context, FindAsker find, [FromServices] ViewDesk desk)
    {
        var gone = context.RequestAborted;
        return await find(context.User, gone) is { } asker
            && await desk.UnreadAsync(asker, gone) is Granted<int> { Value: var unread }
            ? Results.Text(unread.ToString(System.Globalization.CultureInfo.InvariantCulture)) : Results.Forbid();
    }

    private static async Task<IResult> MarkAsync(
        HttpContext context, FindAsker find, [FromServices] ViewDesk desk, [FromForm] long upTo)
    {
        var gone = context.RequestAborted;
        if (await find(context.User, gone) is not { } asker) return Results.Forbid();
        return await desk.MarkReadAsync(asker, upTo, gone) is Granted<Done>
            ? Results.LocalRedirect(Page) : Results.Forbid();
    }
}
