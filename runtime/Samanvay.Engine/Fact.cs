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
[JsonDerivedType(typeof(ProcessFailed), "process-failed")]
[JsonDerivedType(typeof(TokenEntered), "token-entered")]
[JsonDerivedType(typeof(TokenLeft), "token-left")]
[JsonDerivedType(typeof(TokenHeld), "token-held")]
[JsonDerivedType(typeof(TokenMoved), "token-moved")]
[JsonDerivedType(typeof(InputsMapped), "inputs-mapped")]
[JsonDerivedType(typeof(ScopeEntered), "scope-entered")]
[JsonDerivedType(typeof(ScopeInterrupted), "scope-interrupted")]
[JsonDerivedType(typeof(ScopeLeft), "scope-left")]
[JsonDerivedType(typeof(MultiInstanceStarted), "multi-instance-started")]
[JsonDerivedType(typeof(IterationCompleted), "iteration-completed")]
[JsonDerivedType(typeof(CompensationKept), "compensation-kept")]
[JsonDerivedType(typeof(CompensationBegun), "compensation-begun")]
[JsonDerivedType(typeof(CompensationStepped), "compensation-stepped")]
[JsonDerivedType(typeof(AdHocStepStarted), "ad-hoc-step-started")]
[JsonDerivedType(typeof(AdHocStepCompleted), "ad-hoc-step-completed")]
[JsonDerivedType(typeof(AdHocClosed), "ad-hoc-closed")]
[JsonDerivedType(typeof(ComplexGatewayActivated), "complex-gateway-activated")]
[JsonDerivedType(typeof(ComplexGatewayReset), "complex-gateway-reset")]
[JsonDerivedType(typeof(VariablesSet), "variables-set")]
[JsonDerivedType(typeof(ExpressionWarned), "expression-warned")]
[JsonDerivedType(typeof(DecisionEvaluated), "decision-evaluated")]
[JsonDerivedType(typeof(ActivityRepeated), "activity-repeated")]
[JsonDerivedType(typeof(StepSkipped), "step-skipped")]
[JsonDerivedType(typeof(UserTaskOffered), "user-task-offered")]
[JsonDerivedType(typeof(UserTaskWithdrawn), "user-task-withdrawn")]
[JsonDerivedType(typeof(UserTaskCompleted), "user-task-completed")]
[JsonDerivedType(typeof(ActivityRequested), "activity-requested")]
[JsonDerivedType(typeof(ActivityWithdrawn), "activity-withdrawn")]
[JsonDerivedType(typeof(ActivityCompleted), "activity-completed")]
[JsonDerivedType(typeof(ActivityFailed), "activity-failed")]
[JsonDerivedType(typeof(ProcessCalled), "process-called")]
[JsonDerivedType(typeof(CallWithdrawn), "call-withdrawn")]
[JsonDerivedType(typeof(CallCompleted), "call-completed")]
[JsonDerivedType(typeof(SubscriptionOpened), "subscription-opened")]
[JsonDerivedType(typeof(MessageReceived), "message-received")]
[JsonDerivedType(typeof(MessageBuffered), "message-buffered")]
[JsonDerivedType(typeof(BufferedMessageTaken), "buffered-message-taken")]
[JsonDerivedType(typeof(MessageExpired), "message-expired")]
[JsonDerivedType(typeof(SignalReceived), "signal-received")]
[JsonDerivedType(typeof(SignalThrown), "signal-thrown")]
[JsonDerivedType(typeof(ConditionChanged), "condition-changed")]
[JsonDerivedType(typeof(MessageThrown), "message-thrown")]
[JsonDerivedType(typeof(SubscriptionClosed), "subscription-closed")]
[JsonDerivedType(typeof(TimerArmed), "timer-armed")]
[JsonDerivedType(typeof(TimerFired), "timer-fired")]
[JsonDerivedType(typeof(TimerCancelled), "timer-cancelled")]
[JsonDerivedType(typeof(EscalationRaised), "escalation-raised")]
[JsonDerivedType(typeof(ErrorThrown), "error-thrown")]
[JsonDerivedType(typeof(FaultRaised), "fault-raised")]
[JsonDerivedType(typeof(FaultResolved), "fault-resolved")]
[JsonDerivedType(typeof(InstanceMigrated), "instance-migrated")]
public abstract record Fact(Instant At);

/// <param name="Start">The start event that was used.</param>
/// <param name="Scope">The scope of the whole process.</param>
public sealed record InstanceStarted(
    Instant At, string Process, string Version, string Zone, string Start, ScopeId Scope) : Fact(At)
{
    public required FeelContext Variables { get; init; }

    /// <summary>A call activity of another instance waits for this one.</summary>
    public bool IsCalled { get; init; }
}

/// <summary>The last token was used up: the normal end.</summary>
public sealed record ProcessCompleted(Instant At) : Fact(At);

/// <param name="Element">The terminate end event.</param>
public sealed record ProcessTerminated(Instant At, string Element) : Fact(At);

public sealed record ProcessCancelled(Instant At, string Reason) : Fact(At)
{
    /// <summary>Absent where the step that called it was withdrawn.</summary>
    public string? By { get; init; }
}

/// <summary>A called process ended by an error; the call activity that waits for it gets the error.</summary>
public sealed record ProcessFailed(Instant At, string Element, string Code, string? Message) : Fact(At);

/// <param name="Flow">The sequence flow it came by; null at a start and where an event put it.</param>
public sealed record TokenEntered(Instant At, TokenId Token, string Element, ScopeId Scope, string? Flow) : Fact(At)
{
    /// <summary>It is done once more beside the flow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAside { get; init; }
}

public sealed record TokenLeft(Instant At, TokenId Token, string Element, TokenOutcome Outcome) : Fact(At);

public enum TokenOutcome { Completed, Interrupted }

/// <summary>The activity begins only when as many tokens have come as its start quantity says.</summary>
public sealed record TokenHeld(Instant At, TokenId Token, string Element) : Fact(At);

/// <summary>A person took it to another element of its scope; that it left and another entered follows.</summary>
public sealed record TokenMoved(
    Instant At, TokenId Token, string Element, string To, string Reason, string? By) : Fact(At);

/// <summary>The data inputs of an element were read; they are its own until the token leaves.</summary>
public sealed record InputsMapped(Instant At, TokenId Token, string Element, FeelContext Inputs) : Fact(At);

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

/// <summary>An activity completed that can be compensated later.</summary>
/// <param name="From">The scope that it was, which ends with this; null for a step without one.</param>
public sealed record CompensationKept(Instant At, ScopeId Scope, string Element, ScopeId? From) : Fact(At);

/// <summary>What a scope has kept is to be compensated.</summary>
/// <param name="Activity">Only this one; null is all.</param>
public sealed record CompensationBegun(Instant At, ScopeId Scope, ScopeId From, string? Activity) : Fact(At);

/// <summary>The last of what is to be compensated has its turn.</summary>
/// <param name="Into">The scope that takes what is inside it.</param>
/// <param name="IsHandled">A handler of its own does it.</param>
public sealed record CompensationStepped(
    Instant At, ScopeId Scope, string Element, ScopeId? Into, bool IsHandled) : Fact(At);

/// <summary>A person chose to do a step of an ad-hoc sub-process.</summary>
public sealed record AdHocStepStarted(Instant At, ScopeId Scope, string Element, string? By) : Fact(At);

public sealed record AdHocStepCompleted(Instant At, ScopeId Scope, string Element) : Fact(At);

/// <param name="Reason">Why a person ended it; null where its completion condition holds.</param>
public sealed record AdHocClosed(Instant At, ScopeId Scope, string? Reason) : Fact(At)
{
    public string? By { get; init; }
}

/// <param name="Flows">The incoming flows whose tokens were used; the gateway waits for the others.</param>
public sealed record ComplexGatewayActivated(
    Instant At, ScopeId Scope, string Element, ImmutableArray<string> Flows) : Fact(At);

/// <summary>All others have come, or can not come any more; the gateway can begin again.</summary>
public sealed record ComplexGatewayReset(Instant At, ScopeId Scope, string Element) : Fact(At);

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

    /// <summary>What it was asked with; absent in what was recorded before inputs were kept.</summary>
    public FeelContext? Inputs { get; init; }
}

/// <param name="Rule">The id of the rule in its table.</param>
/// <param name="Number">The rule's number as officials see it, from 1.</param>
public sealed record DecisionReason(string Table, string Rule, int Number);

/// <summary>A person has an activity done once more, beside the flow; the token that does it follows.</summary>
public sealed record ActivityRepeated(
    Instant At, ScopeId Scope, string Element, string Reason, string? By) : Fact(At);

/// <summary>A person left an open step without its being done.</summary>
public sealed record StepSkipped(
    Instant At, TokenId Token, string Element, string Reason, string? By) : Fact(At);

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

/// <summary>A call activity waits for a process that runs beside this one.</summary>
/// <param name="Process">The id of the called BPMN process; which version is the caller's surroundings' to say.</param>
public sealed record ProcessCalled(
    Instant At, TokenId Token, string Element, string Process, FeelContext Inputs) : Fact(At);

public sealed record CallWithdrawn(Instant At, TokenId Token, string Element, WithdrawalReason Reason) : Fact(At);

public sealed record CallCompleted(Instant At, TokenId Token, string Element, FeelContext Outputs) : Fact(At);

public sealed record SubscriptionOpened(
    Instant At, SubscriptionId Subscription, SubscriptionKind Kind, string Name, string Element) : Fact(At)
{
    public TokenId? Token { get; init; }

    public required ScopeId Scope { get; init; }

    public int? Part { get; init; }

    public string? Key { get; init; }

    public FeelContext? Payload { get; init; }
}

/// <summary>A watched condition became true, which is the event, or false, so that it can become true again.</summary>
public sealed record ConditionChanged(
    Instant At, SubscriptionId Subscription, string Element, bool Holds) : Fact(At);

/// <summary>A waiting element got its message; the subscription stays open until it is closed.</summary>
public sealed record MessageReceived(
    Instant At, SubscriptionId Subscription, string Message, string Element) : Fact(At);

/// <summary>A message came before anything waited for it, and is kept for a while.</summary>
public sealed record MessageBuffered(
    Instant At, MessageId Message, string Name, FeelContext Payload, Instant ExpiresAt) : Fact(At)
{
    public string? Key { get; init; }
}

/// <summary>A kept message has found who waits for it; that it was received follows.</summary>
public sealed record BufferedMessageTaken(Instant At, MessageId Message, SubscriptionId Subscription) : Fact(At);

/// <summary>Nothing waited for a kept message in time.</summary>
public sealed record MessageExpired(Instant At, MessageId Message) : Fact(At);

/// <summary>A waiting element got its BPMN signal; the subscription stays open until it is closed.</summary>
public sealed record SignalReceived(
    Instant At, SubscriptionId Subscription, string Signal, string Element) : Fact(At);

/// <summary>A BPMN signal was broadcast from here.</summary>
public sealed record SignalThrown(Instant At, TokenId Token, string Element, string Signal) : Fact(At);

/// <summary>A message was sent from here to other processes.</summary>
public sealed record MessageThrown(
    Instant At, TokenId Token, string Element, string Message, FeelContext Payload) : Fact(At);

public sealed record SubscriptionClosed(Instant At, SubscriptionId Subscription) : Fact(At);

public sealed record TimerArmed(
    Instant At, TimerId Timer, string Element, TokenId? Token, ScopeId Scope, Instant DueAt) : Fact(At)
{
    public TimerCycle? Cycle { get; init; }

    public int? Part { get; init; }
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

public sealed record FaultResolved(Instant At, FaultId Fault, FaultResolution Resolution, string? Reason) : Fact(At)
{
    public string? By { get; init; }
}

/// <summary>How a fault went away.</summary>
public enum FaultResolution
{
    Retried,
    Skipped,

    /// <summary>Its step was interrupted or cancelled.</summary>
    Gone,
}

/// <summary>The instance goes on with another version of its procedure; what began or ended to wait because of it
/// stands beside this as facts of its own.</summary>
public sealed record InstanceMigrated(Instant At, string Process, string Version) : Fact(At)
{
    /// <summary>Elements that are called otherwise there.</summary>
    public required ImmutableSortedDictionary<string, string> Elements { get; init; }

    public required ImmutableSortedDictionary<string, string> Flows { get; init; }
}
