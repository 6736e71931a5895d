using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>One posted form about a procedure: who sends it, what it is about, what it says.</summary>
internal sealed record ProcedurePost(HttpContext Context, Asker Asker, IFormCollection Form)
{
    public ReviewDesk Reviews => Context.RequestServices.GetRequiredService<ReviewDesk>();

    public ProcedureDesk Desk => Context.RequestServices.GetRequiredService<ProcedureDesk>();

    public ProcedureId Id => new(Context.GetRouteValue("id") as string ?? "");

    public int Number => int.Parse((string)Context.GetRouteValue("number")!, CultureInfo.InvariantCulture);

    public Guid Save => Guid.Parse((string)Context.GetRouteValue("save")!);

    /// <summary>What the person had before them; a form without it is about nothing that exists.</summary>
    public long Revision =>
        long.TryParse(Form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : -1;

    public Verdict Verdict => new(Revision, Text("note"));

    public CancellationToken Cancellation => Context.RequestAborted;

    public string? Text(string field) => Form[field].ToString().Trim() is { Length: > 0 } text ? text : null;

    public string Address => $"/procedures/{Uri.EscapeDataString(Id.Value)}";

    /// <summary>Answers by itself what needs no procedure: nobody signed in.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, Func<ProcedurePost, Task<string>> answer)
    {
        var find = context.RequestServices.GetRequiredService<FindAsker>();
        if (await find(context.User, context.RequestAborted) is not { } asker) return Results.LocalRedirect("/sign-in");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Results.LocalRedirect(await answer(new ProcedurePost(context, asker, form)));
    }
}
