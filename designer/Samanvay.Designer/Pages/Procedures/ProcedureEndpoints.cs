using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Where the procedures' plain forms are sent. Each answers with the page to go on with.</summary>
internal static class ProcedureEndpoints
{
    private const string List = "/procedures";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(List).RequireFormToken();
        On(group, "/{id}/review/request", async post => After(
            await post.Reviews.RequestAsync(
                post.Asker, post.Id, new ReviewRequest(post.Revision, post.Text("note")), post.Cancellation),
            post.Address + "/review", "requested"));
        On(group, "/{id}/versions/{number:int}/restore", async post => After(
            await post.Desk.RestoreAsync(post.Asker, post.Id, new FromVersion(post.Number), post.Cancellation),
            post.Address, "", onRefusal: post.Address + "/versions"));
        On(group, "/{id}/saves/{save:guid}/restore", async post => After(
            await post.Desk.RestoreAsync(post.Asker, post.Id, new FromSave(post.Save), post.Cancellation),
            post.Address, "", onRefusal: post.Address + "/versions"));
        On(group, "/{id}/review/withdraw", async post => After(
            await post.Reviews.WithdrawAsync(post.Asker, post.Id, post.Revision, post.Cancellation),
            post.Address, "withdrawn"));
        On(group, "/{id}/review/approve", async post => After(
            await post.Reviews.ApproveAsync(post.Asker, post.Id, post.Verdict, post.Cancellation),
            post.Address + "/review", "approved"));
        On(group, "/{id}/review/return", async post => After(
            await post.Reviews.ReturnAsync(post.Asker, post.Id, post.Verdict, post.Cancellation),
            post.Address + "/review", "returned"));
        On(group, "/{id}/review/comment", async post => After(
            await post.Reviews.CommentAsync(post.Asker, Comment(post), post.Cancellation),
            post.Address + "/review", "commented"));
        On(group, "/{id}/publish", async post => After(
            await post.Reviews.PublishAsync(post.Asker, post.Id, post.Revision, post.Cancellation),
            List, "published", onRefusal: post.Address + "/review"));
        On(group, "/{id}/retire", async post => After(
            await post.Reviews.RetireAsync(post.Asker, post.Id, post.Cancellation), List, "retired"));
        ProcedureDownloads.Map(routes);
    }

    /// <summary>The page to go on with, and what it is to say there.</summary>
    public static string After<T>(Answer<T> answer, string address, string done, string? onRefusal = null) =>
        answer switch
        {
            Refused<T> { Reason: Invalid { Problems: [var first, ..] } invalid } =>
                $"{onRefusal ?? address}?problem={invalid.Code}&field={Uri.EscapeDataString(first.Field)}",
            Refused<T> { Reason: var reason } => $"{onRefusal ?? address}?problem={reason.Code}",
            _ => $"{address}?done={done}",
        };

    private static void On(RouteGroupBuilder group, string path, Func<ProcedurePost, Task<string>> answer) =>
        // As a Delegate: a RequestDelegate would throw the result away, and with it the way back to the page.
        group.MapPost(path, (Delegate)((HttpContext context) => ProcedurePost.HandleAsync(context, answer)));

    private static NewComment Comment(ProcedurePost post) =>
        new(post.Id, post.Text("element"), post.Text("text") ?? "");
}
