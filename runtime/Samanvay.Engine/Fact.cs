using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Engine;

/// <summary>What has happened in an instance. Facts are for ever: never renamed, never removed; new meaning, new
/// fact.</summary>
[JsonDerivedType(typeof(InstanceStarted), "instance-started")]
[JsonDerivedType(typeof(ProcessCompleted), "process-completed")]
[JsonDerivedType(typeof(ProcessTerminated), "process-terminated")]
[JsonDerivedType(typeof(ProcessCancelled), "process-cancelled")]
[JsonDerivedType(typeof(TokenEntered), "token-entered")]
[JsonDerivedType(typeof(TokenLeft), "token-left")]
[JsonDerivedType(typeof(ScopeEntered), "scope-entered")]
[JsonDerivedType(typeof(ScopeInterrupted), "scope-interrupted")]
[JsonDerivedType(typeof(ScopeLeft), "scope-left")]
[JsonDerivedType(typeof(MultiInstanceStarted), "multi-instance-started")]
[JsonDerivedType(typeof(IterationCompleted), "iteration-completed")]
[JsonDerivedType(typeof(VariablesSet), "variables-set")]
[JsonDerivedType(typeof(ExpressionWarned), "expression-warned")]
[JsonDerivedType(typeof(DecisionEvaluated), "decision-evaluated")]
[JsonDerivedType(typeof(UserTaskOffered), "user-task-offered")]
[JsonDerivedType(typeof(UserTaskWithdrawn), "user-task-withdrawn")]
[JsonDerivedType(typeof(UserTaskCompleted), "user-task-completed")]
[JsonDerivedType(typeof(ActivityRequested), "activity-requested")]
[JsonDerivedType(typeof(ActivityWithdrawn), "activity-withdrawn")]
[JsonDerivedType(typeof(ActivityCompleted), "activity-completed")]
[JsonDerivedType(typeof(ActivityFailed), "activity-failed")]
[JsonDerivedType(typeof(SubscriptionOpened), "subscription-opened")]
[JsonDerivedType(typeof(MessageReceived), "message-received")]
[JsonDerivedType(typeof(SignalReceived), "signal-received")]
[JsonDerivedType(typeof(SignalThrown), "signal-thrown")]
[JsonDerivedType(typeof(SubscriptionClosed), "subscription-closed")]
[JsonDerivedType(typeof(TimerArmed), "timer-armed")]
[JsonDerivedType(typeof(TimerFired), "timer-fired")]
[JsonDerivedType(typeof(TimerCancelled), "timer-cancelled")]
[JsonDerivedType(typeof(EscalationRaised), "escalation-raised")]
[JsonDerivedType(typeof(ErrorThrown), "error-thrown")]
[JsonDerivedType(typeof(FaultRaised), "fault-raised")]
[JsonDerivedType(typeof(FaultResolved), "fault-resolved")]
public abstract record Fact(Instant At);

/// <param name="Start">The start event that was used.</param>
/// <param name="Scope">The scope of the whole process.</param>
public sealed record InstanceStarted(
    Instant At, string Process, string Version, string Zone, string Start, ScopeId Scope) : Fact(At)
{
    public required FeelContext Variables { get; init; }
}

/// <summary>The last token was used up: the normal end.</summary>
public sealed record ProcessCompleted(Instant At) : Fact(At);

/// <param name="Element">The terminate end event.</param>
public sealed record ProcessTerminated(Instant At, string Element) : Fact(At);

public sealed record ProcessCancelled(Instant At, string Reason) : Fact(At);

/// <param name="Flow">The sequence flow it came by; null at a start and where an event put it.</param>
public sealed record TokenEntered(Instant At, TokenId Token, string Element, ScopeId Scope, string? Flow) : Fact(At);

public sealed record TokenLeft(Instant At, TokenId Token, string Element, TokenOutcome Outcome) : Fact(At);

public enum TokenOutcome { Completed, Interrupted }

public sealed record ScopeEntered(
    Instant At, ScopeId Scope, ScopeId Parent, ScopeKind Kind, string Element, TokenId Owner) : Fact(At)
{
    /// <summary>What the scope begins with, for example the element of the collection.</summary>
    public required FeelContext Variables { get; init; }

    public int? Iteration { get; init; }
}

/// <param name="By">The interrupting event sub-process that takes over.</param>
public sealed record ScopeInterrupted(Instant At, ScopeId Scope, string By) : Fact(At);

public sealed record ScopeLeft(Instant At, ScopeId Scope, string Element) : Fact(At);

/// <param name="Items">The collection, when the iterations run one after the other.</param>
public sealed record MultiInstanceStarted(Instant At, ScopeId Scope, int Total, FeelList? Items) : Fact(At);

/// <param name="Scope">The scope of the multi-instance activity, not that of the iteration.</param>
public sealed record IterationCompleted(Instant At, ScopeId Scope, int Iteration, FeelValue? Output) : Fact(At);

public sealed record VariablesSet(Instant At, ScopeId Scope, FeelContext Variables) : Fact(At);

/// <summary>An expression gave null for a reason that its author should know; the instance went on.</summary>
public sealed record ExpressionWarned(
    Instant At, string Element, string Field, ImmutableArray<string> Warnings) : Fact(At);

/// <summary>A business rule task asked its decision; kept so that an auditor sees why the procedure went where it
/// went.</summary>
public sealed record DecisionEvaluated(
    Instant At, TokenId Token, string Element, string Decision, FeelValue Result) : Fact(At)
{
    /// <summary>The rules that matched, in the order in which they were found: the reasons.</summary>
    public ImmutableArray<DecisionReason> Reasons { get; init; } = [];
}

/// <param name="Rule">The id of the rule in its table.</param>
/// <param name="Number">The rule's number as officials see it, from 1.</param>
public sealed record DecisionReason(string Table, string Rule, int Number);

public sealed record UserTaskOffered(
    Instant At, TokenId Token, string Element, ImmutableArray<string> CandidateRoles) : Fact(At);

public sealed record UserTaskWithdrawn(
    Instant At, TokenId Token, string Element, WithdrawalReason Reason) : Fact(At);

public sealed record UserTaskCompleted(
    Instant At, TokenId Token, string Element, FeelContext Output, string? CompletedBy) : Fact(At);

public sealed record ActivityRequested(
    Instant At, TokenId Token, string Element, string Type, string Version, FeelContext Inputs) : Fact(At);

public sealed record ActivityWithdrawn(
    Instant At, TokenId Token, string Element, WithdrawalReason Reason) : Fact(At);

public sealed record ActivityCompleted(Instant At, TokenId Token, string Element, FeelContext Outputs) : Fact(At);

/// <summary>Followed by the fault that a person must look at.</summary>
public sealed record ActivityFailed(
    Instant At, TokenId Token, string Element, string Message, bool Retryable) : Fact(At);

public sealed record SubscriptionOpened(
    Instant At, SubscriptionId Subscription, SubscriptionKind Kind, string Name, string Element) : Fact(At)
{
    public TokenId? Token { get; init; }

    public required ScopeId Scope { get; init; }
}

/// <summary>A waiting element got its message; the subscription stays open until it is closed.</summary>
public sealed record MessageReceived(
    Instant At, SubscriptionId Subscription, string Message, string Element) : Fact(At);

/// <summary>A waiting element got its BPMN signal; the subscription stays open until it is closed.</summary>
public sealed record SignalReceived(
    Instant At, SubscriptionId Subscription, string Signal, string Element) : Fact(At);

/// <summary>A BPMN signal was broadcast from here.</summary>
public sealed record SignalThrown(Instant At, TokenId Token, string Element, string Signal) : Fact(At);

public sealed record SubscriptionClosed(Instant At, SubscriptionId Subscription) : Fact(At);

public sealed record TimerArmed(
    Instant At, TimerId Timer, string Element, TokenId? Token, ScopeId Scope, Instant DueAt) : Fact(At)
{
    public TimerCycle? Cycle { get; init; }
}

/// <summary>The timer has fired and is gone; a cycle arms the next one.</summary>
public sealed record TimerFired(Instant At, TimerId Timer, string Element) : Fact(At);

public sealed record TimerCancelled(Instant At, TimerId Timer) : Fact(At);

/// <param name="Token">The token that threw it, or at which it was thrown from outside.</param>
/// <param name="CaughtBy">The event that caught it; null when none did, which BPMN allows.</param>
public sealed record EscalationRaised(
    Instant At, TokenId Token, string Element, string? Code, string? CaughtBy) : Fact(At);

/// <param name="CaughtBy">The event that caught it; null when none did, and a fault follows.</param>
public sealed record ErrorThrown(
    Instant At, TokenId Token, string Element, string? Code, string? Message, string? CaughtBy) : Fact(At);

public sealed record FaultRaised(
    Instant At, FaultId Fault, TokenId Token, string Element, FaultStage Stage, FaultKind Kind) : Fact(At)
{
    public required string Message { get; init; }

    public bool Retryable { get; init; } = true;
}

public sealed record FaultResolved(Instant At, FaultId Fault, FaultResolution Resolution, string? Reason) : Fact(At);

/// <summary>How a fault went away.</summary>
public enum FaultResolution
{
    Retried,
    Skipped,

    /// <summary>Its step was interrupted or cancelled.</summary>
    Gone,
}
