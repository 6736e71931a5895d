using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Work.Steering;

/// <summary>What people do with a running procedure where it does not fit as drawn.</summary>
public abstract record SteeringAct
{
    private protected SteeringAct()
    {
    }

    internal abstract FrontDoorOperation Operation { get; }

    /// <summary>What was chosen says it all; anything else must be explained.</summary>
    internal virtual bool SpeaksForItself => false;

    internal abstract OperationCommand Command(Instant at, string by, string reason);
}

/// <summary>Goes on from another step of the same part of the procedure.</summary>
public sealed record MoveAct(int Run, int Token, string To) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.MoveStep;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new MoveStep(at, new InstanceId(Run), new TokenId(Token), To, by, reason);
}

/// <summary>Has a step done once more, beside the flow.</summary>
/// <param name="Scope">The part of the procedure that the step lies in, as the view of the run names it.</param>
public sealed record RepeatAct(int Run, int Scope, string Element) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.RepeatStep;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new RepeatStep(at, new InstanceId(Run), new ScopeId(Scope), Element, by, reason);
}

/// <summary>Leaves an open step undone; its supervisor is told.</summary>
/// <param name="Flow">The sequence flow to go on by; absent where the conditions decide.</param>
public sealed record SkipAct(int Run, int Token, string? Flow) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.SkipStep;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new SkipStep(at, new InstanceId(Run), new TokenId(Token), Flow, by, reason);
}

/// <param name="Run">Absent for every procedure that runs for the incident.</param>
public sealed record HoldAct(int? Run) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.HoldRun;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new SuspendRun(at, Run is { } run ? new InstanceId(run) : null, by, reason);
}

/// <param name="Run">Absent for every procedure of the incident that is held.</param>
public sealed record ResumeAct(int? Run) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.ResumeRun;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new ResumeRun(at, Run is { } run ? new InstanceId(run) : null, by, reason);
}

/// <summary>Ends one procedure; the incident and the others go on.</summary>
public sealed record CancelAct(int Run) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.CancelRun;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new CancelRun(at, new InstanceId(Run), by, reason);
}

/// <summary>Starts a step of a stage whose people choose what to do.</summary>
/// <param name="Scope">The stage, as the view of the run names it.</param>
public sealed record StartStepAct(int Run, int Scope, string Element) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.StartStep;

    internal override bool SpeaksForItself => true;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new StartStep(at, new InstanceId(Run), new ScopeId(Scope), Element, by);
}

/// <summary>Ends such a stage before its own condition does.</summary>
public sealed record FinishStageAct(int Run, int Scope) : SteeringAct
{
    internal override FrontDoorOperation Operation => FrontDoorOperation.FinishStage;

    internal override OperationCommand Command(Instant at, string by, string reason) =>
        new FinishStage(at, new InstanceId(Run), new ScopeId(Scope), by, reason);
}
