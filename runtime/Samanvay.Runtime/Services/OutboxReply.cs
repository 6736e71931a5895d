using System.Diagnostics;
using NodaTime;
using Samanvay.Activities;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>From what came of an activity to the command that tells the waiting step.</summary>
internal static class OutboxReply
{
    /// <summary>Null when no step waits for it.</summary>
    public static FinishActivity? Of(OutboxRow row, ActivityResult result, Instant now) =>
        OperationJson.ReadEffect(row.Body.Span) is PerformActivity activity
            ? new FinishActivity(now, activity.Run, activity.Token, OutcomeOf(result))
            : null;

    /// <summary>The same as a durable request.</summary>
    public static InboxRow Request(OutboxRow row, FinishActivity command)
    {
        var operation = row.Operation.Operation.ToString();
        return new InboxRow(
            0, row.Operation.City, $"activity:{operation}:{row.Key}", InboxKinds.Command, operation,
            OperationJson.WriteCommand(command), command.At, 0);
    }

    /// <summary>Why it was not done; null when it was.</summary>
    public static string? ReasonOf(ActivityResult result) => result switch
    {
        ActivityCompleted => null,
        ActivityFailed failed => failed.Reason,
        ActivityRejected rejected => rejected.Reason,
        ActivityBpmnError error => error.Message,
        _ => throw new UnreachableException($"No reason for {result.GetType().Name}."),
    };

    private static ActivityOutcome OutcomeOf(ActivityResult result) => result switch
    {
        ActivityCompleted completed =>
            new ActivitySucceeded(FeelJson.ReadPlain(completed.Output) as FeelContext ?? FeelContext.Empty),
        ActivityBpmnError error => new ActivityRefused(error.Code, error.Message),
        _ => new ActivityGaveUp(ReasonOf(result) ?? ""),
    };
}
