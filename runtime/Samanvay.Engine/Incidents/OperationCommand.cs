using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.Migration;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>What is asked of an operation. Read "please …".</summary>
/// <param name="At">When it reached the front door: the only time the engine knows.</param>
[JsonDerivedType(typeof(OpenIncident), "open-incident")]
[JsonDerivedType(typeof(StartProcedure), "start-procedure")]
[JsonDerivedType(typeof(ChangeSituation), "change-situation")]
[JsonDerivedType(typeof(AcknowledgeWorkItem), "acknowledge-work-item")]
[JsonDerivedType(typeof(DeclineWorkItem), "decline-work-item")]
[JsonDerivedType(typeof(ReportUnable), "report-unable")]
[JsonDerivedType(typeof(CompleteWorkItem), "complete-work-item")]
[JsonDerivedType(typeof(FinishActivity), "finish-activity")]
[JsonDerivedType(typeof(FireDue), "fire-due")]
[JsonDerivedType(typeof(PublishMessage), "publish-message")]
[JsonDerivedType(typeof(ResolveFault), "resolve-fault")]
[JsonDerivedType(typeof(ChangeSeverity), "change-severity")]
[JsonDerivedType(typeof(AddNote), "add-note")]
[JsonDerivedType(typeof(RecalculateClocks), "recalculate-clocks")]
[JsonDerivedType(typeof(StartStep), "start-step")]
[JsonDerivedType(typeof(FinishStage), "finish-stage")]
[JsonDerivedType(typeof(MoveStep), "move-step")]
[JsonDerivedType(typeof(RepeatStep), "repeat-step")]
[JsonDerivedType(typeof(SkipStep), "skip-step")]
[JsonDerivedType(typeof(SuspendRun), "suspend-run")]
[JsonDerivedType(typeof(ResumeRun), "resume-run")]
[JsonDerivedType(typeof(AcknowledgeAlarm), "acknowledge-alarm")]
[JsonDerivedType(typeof(CancelRun), "cancel-run")]
[JsonDerivedType(typeof(MigrateRun), "migrate-run")]
[JsonDerivedType(typeof(CloseIncident), "close-incident")]
public abstract record OperationCommand(Instant At);

/// <summary>Opens the incident and starts what answers to it. Only as the first command of an operation.</summary>
/// <param name="By">The person who reports it; absent when a situation opens it.</param>
public sealed record OpenIncident(Instant At, IncidentOpening Opening, ImmutableArray<ProcedureStart> Starts,
    string? By)
    : OperationCommand(At)
{
    /// <summary>The change of situation that opens it, when one does.</summary>
    public SituationReport? Cause { get; init; }
}

/// <summary>The first description of an incident.</summary>
public sealed record IncidentOpening(string Kind, string Title, IncidentSeverity Severity, Place Place,
    string? DedupeKey);

/// <summary>
/// Which procedure to start, and by which start: a message's name, or the none start event when absent.
/// </summary>
public sealed record ProcedureStart(ProcedureVersionId Version, string? Message, FeelContext Variables);

/// <summary>
/// Starts a procedure in this operation; on an operation without an incident, the run is a stream of its own.
/// </summary>
public sealed record StartProcedure(Instant At, ProcedureStart Start, string? By) : OperationCommand(At);

/// <summary>Tells the operation that a situation it belongs to has changed.</summary>
/// <param name="Starts">Procedures that this change starts unless they already run here.</param>
public sealed record ChangeSituation(Instant At, SituationReport Change, ImmutableArray<ProcedureStart> Starts)
    : OperationCommand(At);

/// <summary>
/// One change that a situation rule reports, as an operation takes it: for example river-level raised to moderate.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Kind">One of <see cref="SituationReportKinds"/>.</param>
/// <param name="Level">The level that is reached or left; absent for kinds without one.</param>
/// <param name="Severity">What the rule makes of it; absent where it leaves the severity as it is.</param>
public sealed record SituationReport(string Rule, string Kind, string? Level, IncidentSeverity? Severity,
    Instant OccurredAt)
{
    public FeelContext Payload { get; init; } = FeelContext.Empty;

    /// <summary>
    /// The name of the BPMN message that carries the change: <c>rule/kind</c> or <c>rule/kind/level</c>.
    /// </summary>
    [JsonIgnore]
    public string MessageName => Level is null ? $"{Rule}/{Kind}" : $"{Rule}/{Kind}/{Level}";

    /// <summary>How severe the incident is that it opens where there is none to join; absent where it opens none.
    /// By a broken sensor nobody is in danger, but less is seen until it is mended.</summary>
    [JsonIgnore]
    public IncidentSeverity? OpensAs => Kind switch
    {
        SituationReportKinds.Raised => Severity,
        SituationReportKinds.Faulty => IncidentSeverity.S4,
        _ => null,
    };
}

/// <summary>The words for what a situation did; they are part of message names, hence text.</summary>
public static class SituationReportKinds
{
    public const string Raised = "raised";
    public const string Lowered = "lowered";

    /// <summary>Below the lowest level for as long as the rule asks: recession.</summary>
    public const string Cleared = "cleared";

    /// <summary>Below long enough that the incident may close.</summary>
    public const string Closable = "closable";

    /// <summary>The sensor can not be believed.</summary>
    public const string Faulty = "faulty";
    public const string Recovered = "recovered";

    /// <summary>Raised too often: it is lowered only after a longer calm.</summary>
    public const string Flapping = "flapping";

    /// <summary>Many places at once: those that follow join one incident, until no more come.</summary>
    public const string Storm = "storm";
    public const string Calm = "calm";
}

/// <summary>"Mine": a person takes the step and answers for it.</summary>
public sealed record AcknowledgeWorkItem(Instant At, WorkItemId Item, string By) : OperationCommand(At);

/// <summary>Gives the step back to its role, with a reason.</summary>
public sealed record DeclineWorkItem(Instant At, WorkItemId Item, string By, string Reason) : OperationCommand(At);

/// <summary>Says that the step can not be done; it stays open and its supervisors are told.</summary>
public sealed record ReportUnable(Instant At, WorkItemId Item, string By, string Reason) : OperationCommand(At);

/// <summary>The step is done.</summary>
/// <param name="Output">The form's fields, already validated at the front door.</param>
public sealed record CompleteWorkItem(Instant At, WorkItemId Item, string By, FeelContext Output)
    : OperationCommand(At);

/// <summary>The outside has answered an activity.</summary>
public sealed record FinishActivity(Instant At, InstanceId Run, TokenId Token, ActivityOutcome Outcome)
    : OperationCommand(At);

/// <summary>How an activity ended.</summary>
[JsonDerivedType(typeof(ActivitySucceeded), "succeeded")]
[JsonDerivedType(typeof(ActivityGaveUp), "gave-up")]
[JsonDerivedType(typeof(ActivityRefused), "refused")]
public abstract record ActivityOutcome;

public sealed record ActivitySucceeded(FeelContext Outputs) : ActivityOutcome;

/// <summary>All retries are used up: a fault on the step, for a person to look at.</summary>
public sealed record ActivityGaveUp(string Reason) : ActivityOutcome;

/// <summary>The target refused for a reason of its own: a BPMN error that the procedure may catch.</summary>
public sealed record ActivityRefused(string ErrorCode, string Reason) : ActivityOutcome;

/// <summary>
/// An armed instant has come. A key or generation that is no longer armed does nothing but leave a trace.
/// </summary>
public sealed record FireDue(Instant At, TimerKey Timer, int Generation) : OperationCommand(At);

/// <summary>Delivers a BPMN message to whatever in this operation waits for it.</summary>
public sealed record PublishMessage(Instant At, string Name, FeelContext Payload, string? By) : OperationCommand(At);

/// <summary>Retries or skips the place where a run can not go on.</summary>
public sealed record ResolveFault(Instant At, InstanceId Run, FaultId Fault, FaultRemedy Remedy, string By,
    string Reason)
    : OperationCommand(At)
{
    /// <summary>The sequence flow to go on by, where a skipped step has several.</summary>
    public string? Flow { get; init; }
}

public enum FaultRemedy { Retry, Skip }

public sealed record ChangeSeverity(Instant At, IncidentSeverity Severity, string By, string Reason)
    : OperationCommand(At);

/// <summary>A calendar of the city counts differently from now on: so do the promises that follow it.</summary>
public sealed record RecalculateClocks(Instant At) : OperationCommand(At);

public sealed record AddNote(Instant At, string By, string Text) : OperationCommand(At);

/// <summary>Starts a step of an ad-hoc stage, whose people decide what to do and in which order.</summary>
public sealed record StartStep(Instant At, InstanceId Run, ScopeId Stage, string Element, string By)
    : OperationCommand(At);

/// <summary>Ends an ad-hoc stage before its own condition does.</summary>
public sealed record FinishStage(Instant At, InstanceId Run, ScopeId Stage, string By, string Reason)
    : OperationCommand(At);

/// <summary>Goes on from another element of the same part of the procedure; what is open here is taken back.</summary>
public sealed record MoveStep(Instant At, InstanceId Run, TokenId Token, string To, string By, string Reason)
    : OperationCommand(At);

/// <summary>Does a step once more beside the flow: its results count, nothing follows from it.</summary>
public sealed record RepeatStep(Instant At, InstanceId Run, ScopeId Scope, string Element, string By, string Reason)
    : OperationCommand(At);

/// <summary>Leaves an open step undone; the supervisor of its agency is told.</summary>
/// <param name="Flow">The sequence flow to go on by, in place of what the conditions say.</param>
public sealed record SkipStep(Instant At, InstanceId Run, TokenId Token, string? Flow, string By, string Reason)
    : OperationCommand(At);

/// <summary>Holds a run: nothing in it moves, its promises go on.</summary>
/// <param name="Run">Null holds every procedure that runs here now. One that a situation starts later is not
/// held.</param>
public sealed record SuspendRun(Instant At, InstanceId? Run, string By, string Reason) : OperationCommand(At);

/// <summary>Lets a held run go on; what came in the meantime takes effect first, then what fell due.</summary>
/// <param name="Run">Null lets all go on that are held.</param>
public sealed record ResumeRun(Instant At, InstanceId? Run, string By, string Reason) : OperationCommand(At);

/// <summary>"I have heard it": the alarm of the gravest severity is silent for this person from now on.</summary>
public sealed record AcknowledgeAlarm(Instant At, string By) : OperationCommand(At);

/// <summary>Ends one run with everything that is open in it. Always possible.</summary>
public sealed record CancelRun(Instant At, InstanceId Run, string By, string Reason) : OperationCommand(At);

/// <summary>Has one run go on with another version of its procedure; what stands in it stands where the plan
/// says.</summary>
public sealed record MigrateRun(
    Instant At, InstanceId Run, ProcedureVersionId Target, MigrationPlan Plan, string By) : OperationCommand(At)
{
    public required string Reason { get; init; }
}

/// <summary>Closes the incident by hand; what still runs is cancelled with the same reason.</summary>
public sealed record CloseIncident(Instant At, string By, string Reason) : OperationCommand(At);
