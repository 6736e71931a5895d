using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Feel;

namespace Samanvay.Runtime.Access;

/// <summary>What the front door answers: the thing asked for, or a reason that the caller can show and act
/// on.</summary>
public abstract record Answer<T>
{
    public static implicit operator Answer<T>(T value) => new Granted<T>(value);

    public static implicit operator Answer<T>(Refusal reason) => new Refused<T>(reason);
}

public sealed record Granted<T>(T Value) : Answer<T>;

public sealed record Refused<T>(Refusal Reason) : Answer<T>;

/// <summary>The answer of a call that gives nothing back.</summary>
public readonly record struct Done;

/// <summary>Why the front door said no. The code goes into problem details and is never renamed.</summary>
/// <param name="Said">A screen says it in its reader's language.</param>
public abstract record Refusal(Sentence Said)
{
    /// <summary>In English.</summary>
    public string Message => Said.ToString();

    /// <summary>The reason's name in kebab-case, for example <c>not-allowed</c>.</summary>
    public string Code => JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);
}

public sealed record NotAllowed(FrontDoorOperation Operation)
    : Refusal("Your role in this city does not allow this. Ask an administrator of your city.");

/// <summary>Also said of what exists in another city or agency: an asker can not find out which.</summary>
public sealed record NotFound(string Kind, string Id)
    : Refusal($"There is no {Kind} {Id} here. It may have been removed.");

public sealed record Invalid(ImmutableArray<FieldProblem> Problems)
    : Refusal("Some of what was entered can not be saved. Correct the marked places and try again.")
{
    public Invalid(string field, Sentence said) : this([new FieldProblem(field, said)])
    {
    }
}

/// <summary>One thing to correct; <paramref name="Field"/> names the place in the caller's own input.</summary>
public sealed record FieldProblem(string Field, Sentence Said)
{
    /// <summary>In English.</summary>
    public string Message => Said.ToString();
}

/// <summary>Somebody else was faster. Nothing was overwritten.</summary>
public sealed record Conflict(Sentence What) : Refusal($"{What} Load it again to see what changed.");

public sealed record WrongState(Sentence What) : Refusal(What);

/// <summary>Four eyes: nobody approves their own work.</summary>
public sealed record NeedsAnotherPerson(Sentence What) : Refusal(What);

public sealed record HasProblems(ImmutableArray<Diagnostic> Problems)
    : Refusal("There are problems that must be solved first. Each names its place.");

public sealed record Overloaded(int RetryAfterSeconds)
    : Refusal("The city's queue is full for the moment. Nothing was lost; send it again shortly.");
