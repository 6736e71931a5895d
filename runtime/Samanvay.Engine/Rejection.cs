using System.Text.Json.Serialization;

namespace Samanvay.Engine;

/// <summary>Why a command was not accepted. The instance is as it was.</summary>
[JsonDerivedType(typeof(AlreadyStarted), "already-started")]
[JsonDerivedType(typeof(NotStarted), "not-started")]
[JsonDerivedType(typeof(AlreadyEnded), "already-ended")]
[JsonDerivedType(typeof(OtherProcess), "other-process")]
[JsonDerivedType(typeof(StartNotFound), "start-not-found")]
[JsonDerivedType(typeof(ZoneNotFound), "zone-not-found")]
[JsonDerivedType(typeof(TokenNotFound), "token-not-found")]
[JsonDerivedType(typeof(StepNotOpen), "step-not-open")]
[JsonDerivedType(typeof(TimerNotFound), "timer-not-found")]
[JsonDerivedType(typeof(TimerNotDue), "timer-not-due")]
[JsonDerivedType(typeof(MessageNotAwaited), "message-not-awaited")]
[JsonDerivedType(typeof(SignalNotAwaited), "signal-not-awaited")]
[JsonDerivedType(typeof(FaultNotFound), "fault-not-found")]
[JsonDerivedType(typeof(FlowNotChosen), "flow-not-chosen")]
[JsonDerivedType(typeof(ScopeNotFound), "scope-not-found")]
[JsonDerivedType(typeof(AdHocStepNotFound), "ad-hoc-step-not-found")]
[JsonDerivedType(typeof(AdHocStepMustWait), "ad-hoc-step-must-wait")]
[JsonDerivedType(typeof(WayNotFound), "way-not-found")]
[JsonDerivedType(typeof(TokenNotMovable), "token-not-movable")]
[JsonDerivedType(typeof(TargetNotFound), "target-not-found")]
[JsonDerivedType(typeof(TargetNotEnterable), "target-not-enterable")]
[JsonDerivedType(typeof(TargetWaitsForOthers), "target-waits-for-others")]
[JsonDerivedType(typeof(ActivityNotRepeatable), "activity-not-repeatable")]
[JsonDerivedType(typeof(StepStillOpen), "step-still-open")]
public abstract record Rejection
{
    /// <summary>For the officer on duty.</summary>
    [JsonIgnore]
    public abstract string Message { get; }
}

public sealed record AlreadyStarted : Rejection
{
    public override string Message => "This procedure has already been started.";
}

public sealed record NotStarted : Rejection
{
    public override string Message => "This procedure has not been started yet.";
}

public sealed record AlreadyEnded : Rejection
{
    public override string Message => "This procedure has ended; nothing more can be done in it.";
}

/// <summary>The instance runs another procedure, or another version, than the one it was given to.</summary>
public sealed record OtherProcess(string Expected) : Rejection
{
    public override string Message => $"This instance runs {Expected}; load that version of the procedure.";
}

public sealed record StartNotFound(string? Start) : Rejection
{
    public override string Message => Start is null
        ? "The procedure has no single plain start; say at which start event to begin."
        : $"The procedure has no start event or start message named '{Start}'.";
}

public sealed record ZoneNotFound(string Zone) : Rejection
{
    public override string Message => $"There is no time zone named '{Zone}'; use a name such as Asia/Kolkata.";
}

/// <summary>The step was completed, interrupted or cancelled in the meantime.</summary>
public sealed record TokenNotFound(TokenId Token) : Rejection
{
    public override string Message => "This step is no longer open.";
}

/// <summary>The token is there, but does not wait for what the command brings.</summary>
public sealed record StepNotOpen(TokenId Token, string Element) : Rejection
{
    public override string Message => $"Step '{Element}' does not wait for this.";
}

public sealed record TimerNotFound(TimerId Timer) : Rejection
{
    public override string Message => "This timer has fired or is no longer needed.";
}

public sealed record TimerNotDue(TimerId Timer) : Rejection
{
    public override string Message => "This timer is not due yet.";
}

public sealed record MessageNotAwaited(string Name) : Rejection
{
    public override string Message => $"Nothing in this procedure waits for '{Name}' now.";
}

public sealed record SignalNotAwaited(string Name) : Rejection
{
    public override string Message => $"Nothing in this procedure waits for the BPMN signal '{Name}' now.";
}

public sealed record FaultNotFound(FaultId Fault) : Rejection
{
    public override string Message => "This fault has been resolved or is gone with its step.";
}

/// <summary>To skip this fault somebody must say which way to go on.</summary>
public sealed record FlowNotChosen(FaultId Fault, string Element) : Rejection
{
    public override string Message => $"Choose one of the flows that leave '{Element}'.";
}

public sealed record ScopeNotFound(ScopeId Scope) : Rejection
{
    public override string Message => "This part of the procedure is no longer running.";
}

public sealed record AdHocStepNotFound(string Element) : Rejection
{
    public override string Message => $"'{Element}' is no step that can be started here.";
}

/// <summary>The steps of this ad-hoc sub-process are done one after the other.</summary>
public sealed record AdHocStepMustWait(string Element) : Rejection
{
    public override string Message => $"Another step is open here; complete it before '{Element}' is started.";
}

public sealed record WayNotFound(string Element) : Rejection
{
    public override string Message => $"Choose one of the flows that leave '{Element}'.";
}

/// <summary>It takes something back, handles an event or is done aside.</summary>
public sealed record TokenNotMovable(TokenId Token, string Element) : Rejection
{
    public override string Message =>
        $"'{Element}' is bound to what called for it and can not be moved. Skip it, or move a step inside it.";
}

/// <summary>Not in this procedure, or in another sub-process than the step.</summary>
public sealed record TargetNotFound(string Element) : Rejection
{
    public override string Message =>
        $"'{Element}' is not in the same part of the procedure. Choose a step beside the one that you move.";
}

/// <summary>A start, an event at an edge, an event handler or what only takes back.</summary>
public sealed record TargetNotEnterable(string Element) : Rejection
{
    public override string Message =>
        $"'{Element}' begins by itself when its time comes. Choose a step that the flow leads to.";
}

public sealed record TargetWaitsForOthers(string Element) : Rejection
{
    public override string Message =>
        $"'{Element}' waits for several branches and would wait on. Choose the step after it.";
}

public sealed record ActivityNotRepeatable(string Element) : Rejection
{
    public override string Message =>
        $"'{Element}' can not be done again here. Choose a step of this part of the procedure; "
        + "where people choose the steps, start it there.";
}

public sealed record StepStillOpen(string Element) : Rejection
{
    public override string Message =>
        $"'{Element}' is still open. Complete, skip or move it in place of doing it again.";
}
