using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Engine;

/// <summary>What is asked of an instance. It may be rejected; then nothing has changed.</summary>
/// <param name="At">The only clock the engine knows.</param>
[JsonDerivedType(typeof(StartProcess), "start-process")]
[JsonDerivedType(typeof(CompleteUserTask), "complete-user-task")]
[JsonDerivedType(typeof(CompleteActivity), "complete-activity")]
[JsonDerivedType(typeof(FailActivity), "fail-activity")]
[JsonDerivedType(typeof(CompleteCall), "complete-call")]
[JsonDerivedType(typeof(ThrowBpmnError), "throw-bpmn-error")]
[JsonDerivedType(typeof(ThrowEscalation), "throw-escalation")]
[JsonDerivedType(typeof(FireTimer), "fire-timer")]
[JsonDerivedType(typeof(DeliverMessage), "deliver-message")]
[JsonDerivedType(typeof(DeliverSignal), "deliver-signal")]
[JsonDerivedType(typeof(RetryFault), "retry-fault")]
[JsonDerivedType(typeof(SkipFault), "skip-fault")]
[JsonDerivedType(typeof(StartAdHocStep), "start-ad-hoc-step")]
[JsonDerivedType(typeof(FinishAdHoc), "finish-ad-hoc")]
[JsonDerivedType(typeof(MoveToken), "move-token")]
[JsonDerivedType(typeof(RepeatActivity), "repeat-activity")]
[JsonDerivedType(typeof(SkipToken), "skip-token")]
[JsonDerivedType(typeof(SetVariables), "set-variables")]
[JsonDerivedType(typeof(CancelInstance), "cancel-instance")]
public abstract record Command(Instant At);

/// <summary>Starts a fresh instance at one start event of the process.</summary>
/// <param name="Start">The id of a start event, or the name of the message that a start event waits for; null means the
/// only none start.</param>
/// <param name="Variables">The first variables of the process: bound parameters, the incident, and so on.</param>
/// <param name="Payload">What the starting message carried; it goes into the start event's variable.</param>
/// <param name="Zone">The tzdb id of the city; FEEL's local dates are read there.</param>
public sealed record StartProcess(
    Instant At, string? Start, FeelContext Variables, FeelContext? Payload = null, string Zone = "UTC") : Command(At)
{
    /// <summary>A call activity of another instance waits for this one.</summary>
    public bool IsCalled { get; init; }
}

/// <summary>Says that a person has done a user task.</summary>
/// <param name="Output">The fields of the form, as filled in.</param>
public sealed record CompleteUserTask(
    Instant At, TokenId Token, FeelContext Output, string? CompletedBy = null) : Command(At);

/// <summary>Brings the outputs of an activity that was requested from the outside world.</summary>
public sealed record CompleteActivity(Instant At, TokenId Token, FeelContext Outputs) : Command(At);

/// <summary>Says that the process which a call activity called has ended.</summary>
/// <param name="Outputs">The variables of the called process at its end.</param>
public sealed record CompleteCall(Instant At, TokenId Token, FeelContext Outputs) : Command(At);

/// <summary>Says that an activity, or the start of a called process, failed for good: automatic retries, if any, are
/// used up. It becomes a fault on the step.</summary>
/// <param name="Retryable">False when asking again can not help, so that the screen offers to skip first.</param>
public sealed record FailActivity(Instant At, TokenId Token, string Message, bool Retryable) : Command(At);

/// <summary>Throws a BPMN error at an open user task or activity: a business outcome that the procedure may
/// catch.</summary>
public sealed record ThrowBpmnError(Instant At, TokenId Token, string Code, string? Message = null) : Command(At);

/// <summary>Throws a BPMN escalation at an open step, for example from a level of its ladder. The step goes on unless
/// the catching event interrupts it.</summary>
public sealed record ThrowEscalation(Instant At, TokenId Token, string? Code) : Command(At);

/// <summary>Fires an armed timer. A stale one is rejected and changes nothing.</summary>
public sealed record FireTimer(Instant At, TimerId Timer) : Command(At);

/// <summary>Brings a message to every element of the instance that waits for it by name.</summary>
public sealed record DeliverMessage(Instant At, string Name, FeelContext? Payload = null) : Command(At)
{
    /// <summary>What it is about, where elements wait for one of many by their correlation key.</summary>
    public string? Key { get; init; }

    /// <summary>Until when it is kept if nothing waits for it yet; without it, it is refused then.</summary>
    public Instant? KeepUntil { get; init; }
}

/// <summary>Brings a BPMN signal that another instance has thrown to every element of this one that waits for
/// it.</summary>
public sealed record DeliverSignal(Instant At, string Name, FeelContext? Payload = null) : Command(At);

/// <summary>Tries again what became a fault, from where it stopped.</summary>
public sealed record RetryFault(Instant At, FaultId Fault, string? By = null) : Command(At);

/// <summary>Goes on past a fault without doing what failed.</summary>
/// <param name="Flow">The sequence flow to leave by, where the fault is that none could be chosen.</param>
public sealed record SkipFault(
    Instant At, FaultId Fault, string Reason, string? Flow = null, string? By = null) : Command(At);

/// <summary>Starts a step of an ad-hoc sub-process: its people decide what to do, and in which order.</summary>
/// <param name="Scope">The scope of the ad-hoc sub-process.</param>
public sealed record StartAdHocStep(Instant At, ScopeId Scope, string Element, string? By = null) : Command(At);

/// <summary>Ends an ad-hoc sub-process before its completion condition does.</summary>
public sealed record FinishAdHoc(Instant At, ScopeId Scope, string Reason, string? By = null) : Command(At);

/// <summary>Goes on from another element of the same scope; what is open where the token stands is taken
/// back.</summary>
public sealed record MoveToken(
    Instant At, TokenId Token, string To, string Reason, string? By = null) : Command(At);

/// <summary>Does an activity once more, beside the flow: its results count, nothing follows from it.</summary>
/// <param name="Scope">The scope that the activity lies in.</param>
public sealed record RepeatActivity(
    Instant At, ScopeId Scope, string Element, string Reason, string? By = null) : Command(At);

/// <summary>Leaves an open step without its being done.</summary>
/// <param name="Flow">The sequence flow to leave by, in place of what the conditions say.</param>
public sealed record SkipToken(
    Instant At, TokenId Token, string Reason, string? Flow = null, string? By = null) : Command(At);

/// <summary>Writes variables by hand, for example to mend what made an expression fail.</summary>
/// <param name="Scope">Null is the whole process.</param>
public sealed record SetVariables(Instant At, FeelContext Variables, ScopeId? Scope = null) : Command(At);

/// <summary>Ends the instance and withdraws everything that is open. Always possible while it runs.</summary>
public sealed record CancelInstance(Instant At, string Reason, string? By = null) : Command(At);
