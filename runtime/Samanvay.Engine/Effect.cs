using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Engine;

/// <summary>What the runtime must do, after the facts of the same step are stored; at least once, in order.</summary>
[JsonDerivedType(typeof(OfferUserTask), "offer-user-task")]
[JsonDerivedType(typeof(WithdrawUserTask), "withdraw-user-task")]
[JsonDerivedType(typeof(RequestActivity), "request-activity")]
[JsonDerivedType(typeof(WithdrawActivity), "withdraw-activity")]
[JsonDerivedType(typeof(CallProcess), "call-process")]
[JsonDerivedType(typeof(WithdrawCall), "withdraw-call")]
[JsonDerivedType(typeof(PassEscalation), "pass-escalation")]
[JsonDerivedType(typeof(BroadcastSignal), "broadcast-signal")]
[JsonDerivedType(typeof(SendMessage), "send-message")]
[JsonDerivedType(typeof(ScheduleTimer), "schedule-timer")]
[JsonDerivedType(typeof(CancelTimer), "cancel-timer")]
public abstract record Effect;

/// <summary>Offer a step to the people in its roles.</summary>
/// <param name="CandidateRoles">Abstract roles in the order of the diagram; the lane's role when the step names
/// none.</param>
/// <param name="Form">The form's reference in the playbook, or null for a step that is only ticked off.</param>
public sealed record OfferUserTask(
    TokenId Token, string Element, ScopeId Scope, ImmutableArray<string> CandidateRoles, string? Form) : Effect;

/// <summary>Take back an open step; whoever works on it must be told why.</summary>
public sealed record WithdrawUserTask(TokenId Token, string Element, WithdrawalReason Reason) : Effect;

/// <summary>Ask an activity of the library to work; answer with complete, fail or a BPMN error for the same
/// token.</summary>
public sealed record RequestActivity(
    TokenId Token, string Element, string Type, string Version, FeelContext Inputs) : Effect;

/// <summary>Stop an activity if it has not run yet; its late answer will be rejected.</summary>
public sealed record WithdrawActivity(TokenId Token, string Element) : Effect;

/// <summary>Start the called process as an instance of its own; when it ends, complete the call with its variables, or
/// throw its error at the same token.</summary>
/// <param name="Process">The id of the BPMN process.</param>
public sealed record CallProcess(TokenId Token, string Element, string Process, FeelContext Inputs) : Effect;

/// <summary>Cancel the instance that was started for the call, if it still runs.</summary>
public sealed record WithdrawCall(TokenId Token, string Element, WithdrawalReason Reason) : Effect;

/// <summary>Nothing in this called process catches it: raise it at the call activity that waits for this
/// instance.</summary>
public sealed record PassEscalation(string? Code) : Effect;

/// <summary>Bring a BPMN signal to the other instances that may wait for it; in its own instance it has arrived
/// already.</summary>
public sealed record BroadcastSignal(string Name, string Element, FeelContext? Payload = null) : Effect;

/// <summary>Bring a message to the other processes that may wait for its name. To nobody is allowed.</summary>
public sealed record SendMessage(TokenId Token, string Element, string Name, FeelContext Payload) : Effect
{
    public string? Key { get; init; }
}

/// <summary>Send the timer's command back at or after this instant.</summary>
public sealed record ScheduleTimer(TimerId Timer, Instant DueAt) : Effect;

/// <summary>Forget a timer. Forgetting late is harmless: a stale timer is rejected.</summary>
public sealed record CancelTimer(TimerId Timer) : Effect;

/// <summary>Why an open step is no longer wanted.</summary>
public enum WithdrawalReason
{
    /// <summary>An event, an error or an escalation took over.</summary>
    Interrupted,

    /// <summary>It ended with an error that nothing in the procedure catches.</summary>
    Failed,

    /// <summary>The completion condition of a multi-instance activity was met by the others.</summary>
    EnoughDone,

    /// <summary>The process reached a terminate end event.</summary>
    Terminated,

    /// <summary>A person cancelled the instance.</summary>
    Cancelled,

    /// <summary>A person moved on to another step, or began this one anew.</summary>
    Moved,

    /// <summary>A person left the step undone.</summary>
    Skipped,
}
