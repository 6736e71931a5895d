using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Samanvay.Designer.Hosting;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Attention;

/// <summary>Where the forms of the stuck work are sent: steps go to their incident, the rest to the services.</summary>
internal static class AttentionEndpoints
{
    private const string Page = "/attention";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Page).RequireFormToken();
        group.MapPost("/retry", RetryAsync);
        group.MapPost("/skip", SkipAsync);
    }

    /// <summary>What must be allowed for it.</summary>
    public static FrontDoorOperation OperationOf(AttentionKind kind, bool skip) => (kind, skip) switch
    {
        (AttentionKind.Step, false) => FrontDoorOperation.RetryFault,
        (AttentionKind.Step, true) => FrontDoorOperation.SkipFault,
        (_, false) => FrontDoorOperation.RetryStuckWork,
        _ => FrontDoorOperation.SkipStuckWork,
    };

    /// <summary>What a form about the item posts.</summary>
    public static Dictionary<string, string> FieldsOf(AttentionItem item) => new()
    {
        ["kind"] = item.Kind.ToString(),
        ["operation"] = item.Operation?.ToString() ?? "",
        ["key"] = item.Key,
        ["run"] = item.Fault is { Run: var run } ? run.ToString(CultureInfo.InvariantCulture) : "",
        ["fault"] = item.Fault is { Fault: var fault } ? fault.ToString(CultureInfo.InvariantCulture) : "",
        ["since"] = item.Since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };

    private static Task<IResult> RetryAsync(
        HttpContext context, [FromServices] FindAsker find, [FromServices] AttentionDesk desk,
        [FromServices] IncidentDesk incidents) =>
        AnswerAsync(context, find, "retried", async post => post.FaultCall is { } fault
            ? RefusalOf(await incidents.RetryFaultAsync(post.Asker, fault, context.RequestAborted))
            : RefusalOf(await desk.RetryAsync(post.Asker, post.StuckCall, context.RequestAborted)));

    private static Task<IResult> SkipAsync(
        HttpContext context, [FromServices] FindAsker find, [FromServices] AttentionDesk desk,
        [FromServices] IncidentDesk incidents) =>
        AnswerAsync(context, find, "skipped", async post => post.FaultCall is { } fault
            ? RefusalOf(await incidents.SkipFaultAsync(post.Asker, fault, post.Reason, context.RequestAborted))
            : RefusalOf(await desk.SkipAsync(post.Asker, post.StuckCall, post.Reason, context.RequestAborted)));

    private static async Task<IResult> AnswerAsync(
        HttpContext context, FindAsker find, string done, Func<AttentionPost, Task<Refusal?>> act)
    {
        if (await find(context.User, context.RequestAborted) is not { } asker) return Results.LocalRedirect("/sign-in");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (AttentionPost.Of(asker, form) is not { } post) return Results.BadRequest();
        return Results.LocalRedirect(await act(post) is { } refusal
            ? $"{Page}?problem={refusal.Code}" : $"{Page}?done={done}");
    }

    private static Refusal? RefusalOf<T>(Answer<T> answer) => (answer as Refused<T>)?.Reason;
}

/// <summary>One posted form about stuck work.</summary>
internal sealed record AttentionPost(Asker Asker, StuckCall StuckCall, FaultCall? FaultCall, string Reason)
{
    /// <summary>Null when it is about nothing that can be.</summary>
    public static AttentionPost? Of(Asker asker, IFormCollection form)
    {
        var (key, since) = (form["key"].ToString(), form["since"].ToString());
        var operation = Guid.TryParse(form["operation"], out var id) ? new OperationId(id) : (OperationId?)null;
        if (!Enum.TryParse<AttentionKind>(form["kind"], out var kind) || key.Length is 0 or > 400) return null;
        var reason = form["reason"].ToString();
        return kind switch
        {
            AttentionKind.Step => operation is { } known && Number(form, "run") is { } run
                && Number(form, "fault") is { } fault
                ? new AttentionPost(asker, null!, new FaultCall(known, run, fault, $"fault:{key}:{since}"), reason)
                : null,
            AttentionKind.Effect => new AttentionPost(asker, new(StuckKind.Effect, operation, key), null, reason),
            AttentionKind.Request => new AttentionPost(asker, new(StuckKind.Request, operation, key), null, reason),
            AttentionKind.Timer => new AttentionPost(asker, new(StuckKind.Timer, operation, key), null, reason),
            _ => null,
        };
    }

    private static int? Number(IFormCollection form, string name) =>
        int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
