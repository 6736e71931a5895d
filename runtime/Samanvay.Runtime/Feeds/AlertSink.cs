using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Engine.ServiceLevels;
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
            AlertEarly early => line with { Outcome = FeedOutcome.Refused, Problem = FromTheFuture(early.Now) },
            _ => line with
            {
                Outcome = FeedOutcome.Refused,
                Problem = new FeedProblem(
                    SignalRefusals.Failed, "", "This can not be judged. Tell the administrator."),
            },
        };
    }

    private static FeedProblem FromTheFuture(Instant now) => new(
        SignalRefusals.InTheFuture, "CAP 1.2, section 3.2.1 (sent)",
        $"It says that it was sent in the future: here it is {ClockText.Format(now)}."
            + $" Tell its sender to set the clock, then run it again.");
}
