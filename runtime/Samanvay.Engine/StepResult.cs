namespace Samanvay.Engine;

/// <summary>The answer to a command.</summary>
public abstract record StepResult;

/// <param name="Instance">The state with all <paramref name="Facts"/> applied.</param>
/// <param name="Effects">To be done in this order, once the facts are stored.</param>
public sealed record Accepted(
    ProcessInstance Instance, IReadOnlyList<Fact> Facts, IReadOnlyList<Effect> Effects) : StepResult;

public sealed record Rejected(Rejection Reason) : StepResult;
