using System.Collections.Immutable;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Runtime.Feeds;

/// <summary>Puts the alerts of a message through the lane.</summary>
internal sealed class AlertSink(IntakeLane lane) : IReceivedSink
{
    public bool Takes(Received item) => item is CapAlert;

    public async ValueTask<ImmutableArray<FeedLine>?> TakeAsync(
        FeedMessage message, IReadOnlyList<Received> items, CancellationToken cancellation)
    {
        var alerts = items.Cast<CapAlert>().ToList();
        var answers = await lane.SubmitAsync(
            message.City, [.. alerts.Select(alert => new AlertArrival(alert, message.Sender, message.Feed))],
            cancellation);
        if (answers.Any(answer => answer is AlertsBusy)) return null;
        return [.. alerts.Zip(answers, Line)];
    }

    private static FeedLine Line(CapAlert alert, AlertAnswer answer)
    {
        var line = new FeedLine(FeedOutcome.Taken, alert.Place) { Id = alert.Identifier, Time = alert.Sent };
        return answer switch
        {
            AlertTaken { Outcome: AlertOutcome.Repeated } => line with { Outcome = FeedOutcome.Duplicate },
            AlertTaken => line,
            _ => line with
            {
                Outcome = FeedOutcome.Refused,
                Problem = new FeedProblem(
                    SignalRefusals.Failed, "", "This can not be judged. Tell the administrator."),
            },
        };
    }
}
