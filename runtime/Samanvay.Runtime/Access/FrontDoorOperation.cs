namespace Samanvay.Runtime.Access;

/// <summary>Everything that can be asked of the runtime. A call without a line in <see cref="AccessPolicy"/> is
/// refused.</summary>
public enum FrontDoorOperation
{
    ViewLive,
    ViewIncident,
    ViewMyWork,
    ViewSlaBoard,
    ViewNotifications,
    ViewProcedures,
    ViewPlaybooks,
    ViewCity,
    ViewDevices,
    ViewHistory,
    ViewAttention,

    ClaimWorkItem,
    DeclineWorkItem,
    CompleteWorkItem,
    StartByHand,
    AcknowledgeAlarm,
    ChangeSeverity,
    CloseIncident,
    RetryFault,
    SkipFault,
    StartStep,
    FinishStage,
    RepeatStep,
    SkipStep,
    MoveStep,
    HoldRun,
    ResumeRun,
    CancelRun,
    RetryStuckWork,
    SkipStuckWork,
    SubmitSignals,

    EditDraft,
    RequestReview,
    CommentReview,
    ReviewProcedure,
    PublishProcedure,
    RetireProcedure,
    MigrateRuns,
    RunDrill,
    ReplayDecisions,

    ImportPlaybook,
    AcceptPlaybook,
    BindPlaybook,
    PublishPlaybook,
    ExportPlaybook,

    EditCity,
    ManageKeys,
}
