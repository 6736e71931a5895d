using Microsoft.AspNetCore.Mvc;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Work;

namespace Samanvay.Server.Api;

/// <summary>The front door's refusals as problem details (RFC 9457); the reason's name is the code.</summary>
internal static class Problems
{
    public static IResult Of(Refusal refusal)
    {
        var details = new ProblemDetails
        {
            Title = refusal.Message,
            Status = StatusOf(refusal),
            Extensions = { ["code"] = refusal.Code },
        };
        switch (refusal)
        {
            case Invalid invalid:
                details.Extensions["problems"] = invalid.Problems
                    .Select(problem => new { problem.Field, problem.Message, Pointer = $"/{problem.Field}" });
                break;

            case NotPossible impossible:
                details.Extensions["reason"] = impossible.Reason;
                break;

            case HasProblems found:
                details.Extensions["problems"] = found.Problems
                    .Select(problem =>
                        new { problem.Code, problem.Message, problem.Location.ElementId, problem.Location.Field });
                break;
        }

        return Results.Problem(details);
    }

    /// <summary>What was wrong with a message of a feed.</summary>
    public static IResult Of(int status, FeedLine line, IReadOnlyCollection<FeedLine> all) => Results.Problem(
        new ProblemDetails
        {
            Status = status,
            Title = line.Problem!.Message,
            Extensions =
            {
                ["code"] = line.Problem.Code,
                ["clause"] = line.Problem.Clause,
                ["pointer"] = line.Place,
                ["problems"] = all.Where(other => other.Problem is not null).Select(other => new
                {
                    other.Problem!.Code, other.Problem.Clause, other.Problem.Message, Pointer = other.Place,
                }),
            },
        });

    /// <param name="pointer">The place in the body, or <c>header NAME</c>; null where there is none.</param>
    public static IResult Of(int status, string code, string title, string? pointer = null)
    {
        var details = new ProblemDetails { Status = status, Title = title, Extensions = { ["code"] = code } };
        if (pointer is not null) details.Extensions["pointer"] = pointer;
        return Results.Problem(details);
    }

    public static IResult Of<T>(Answer<T> answer, Func<T, IResult> granted) => answer switch
    {
        Granted<T> yes => granted(yes.Value),
        Refused<T> no => Of(no.Reason),
        _ => throw new System.Diagnostics.UnreachableException("An answer is granted or refused."),
    };

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        NotAllowed or NeedsAnotherPerson => StatusCodes.Status403Forbidden,
        NotFound => StatusCodes.Status404NotFound,
        Conflict or WrongState or AlreadyDone or Taken or NotPossible => StatusCodes.Status409Conflict,
        Overloaded => StatusCodes.Status503ServiceUnavailable,
        Failed => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
