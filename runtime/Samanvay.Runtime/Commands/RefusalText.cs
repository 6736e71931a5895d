using System.Text.Json;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;

namespace Samanvay.Runtime.Commands;

/// <summary>What a sender is told when the state says no.</summary>
internal static class RefusalText
{
    public static CommandRefused Of(OperationRejection rejection) => new(Code(rejection), Message(rejection));

    // The record's name is the code: the process engine's own reason where it was that which refused.
    private static string Code(OperationRejection rejection) => JsonNamingPolicy.KebabCaseLower.ConvertName(
        rejection is ProcessRefused refused ? refused.Reason.GetType().Name : rejection.GetType().Name);

    private static string Message(OperationRejection rejection) => rejection switch
    {
        WorkItemNotOpen =>
            "This step is no longer open. Somebody completed it, or the procedure moved on. Load it again.",
        WorkItemTaken taken => $"{taken.By} has taken this step. Speak to them, or ask a supervisor to hand it over.",
        RunNotFound => "This procedure does not run here any more. Load the incident again.",
        IncidentNotOpen => "This incident is not open. Open a new one if it happens again.",
        IncidentAlreadyOpen => "This incident is open already. Load it and go on there.",
        ProcedureNotFound =>
            "This procedure is not published in your city. Choose another, or ask for it to be published.",
        NothingToRecalculate => "No promise here is due at another time by the calendars of now.",
        RunHeld { Suspension: var held } => $"This procedure is held since {held.Since} by {held.By} "
            + $"(“{held.Reason}”). Resume it first.",
        HeldRunFull => $"This procedure is held, and {Operation.KeptPerRunMax} messages wait for it already. "
            + "Nothing was taken. Send it again when the procedure goes on.",
        RunNotHeld => "This procedure is not held. Load the incident again.",
        NothingToHold => "No procedure runs here that could be held.",
        NothingHeld => "No procedure is held here.",
        RunNotMovable { Problems: var problems } => string.Join(
            ' ', problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Message)),
        ProcessRefused refused => Message(refused.Reason),
        _ => "This is not possible at the moment. Load it again to see what changed.",
    };

    // Without names in them, so that every screen can say them in its reader's language.
    private static string Message(Rejection reason) => reason switch
    {
        TokenNotMovable =>
            "This is bound to what called for it and can not be moved. Skip it, or move a step inside it.",
        TargetNotFound =>
            "That step is not in the same part of the procedure. Choose one beside the step that you move.",
        TargetNotEnterable => "That begins by itself when its time comes. Choose a step that the flow leads to.",
        TargetWaitsForOthers =>
            "That waits for several branches and would wait on. Choose the step after it.",
        ActivityNotRepeatable => "This step can not be done again here. Choose another, or start it in its stage.",
        StepStillOpen => "This step is still open. Complete, skip or move it in place of doing it again.",
        WayNotFound or FlowNotChosen => "Choose the way by which the procedure goes on.",
        AdHocStepMustWait => "Another step is open in this stage. Complete it first.",
        _ => "The procedure is not at a place where this is possible. Load it again to see where it is.",
    };
}
