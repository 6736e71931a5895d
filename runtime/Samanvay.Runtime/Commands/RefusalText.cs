using System.Text.Json;
using Samanvay.Engine.Incidents;

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
        ProcessRefused => "The procedure is not at a place where this is possible. Load it again to see where it is.",
        _ => "This is not possible at the moment. Load it again to see what changed.",
    };
}
