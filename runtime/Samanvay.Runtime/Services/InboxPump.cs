using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Brings durable requests to the loop: rows of one lane one after the other, lanes side by side. A row goes in the
/// transaction of the step that takes it, so that a request is done once, also when the process dies between.
/// </summary>
public sealed class InboxPump(
    IInboxStore inbox, CommandLoop loop, SituationRouter situations, TimeProvider host, ILogger<InboxPump> log)
{
    private const int PageSize = 200;
    private const int AttemptsMax = 20;

    // Enough to share commits, and few enough that people's commands do not stand behind a page of them.
    private const int AtOnceMax = 32;

    private static readonly Duration Rest = Duration.FromSeconds(5);
    private static readonly Duration RetryIn = Duration.FromSeconds(1);

    /// <summary>Takes one page; says how many rows it held.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var rows = await inbox.WaitingAsync(host.GetCurrentInstant(), PageSize, cancellation);
        await Parallel.ForEachAsync(
            rows.GroupBy(row => (row.City, row.Lane)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellation },
            async (lane, stop) => await HandleAsync(lane, stop));
        await inbox.YieldAsync(rows, cancellation);
        return rows.Count;
    }

    public async Task RunAsync(Wakeups wakeups, CityTime time, CancellationToken cancellation)
    {
        if (await RunOnceAsync(cancellation) > 0) return;
        await Waiting.FirstAsync([wakeups.Inbox.WaitAsync, time.RestAsync(Rest)], cancellation);
    }

    private async Task HandleAsync(IEnumerable<InboxRow> lane, CancellationToken cancellation)
    {
        foreach (var row in lane)
        {
            if (!await HandleAsync(row, cancellation)) return;
        }
    }

    // False when the row stays for later: then the rest of its lane waits too.
    private async Task<bool> HandleAsync(InboxRow row, CancellationToken cancellation)
    {
        switch (await SubmitAsync(row, cancellation))
        {
            case CommandBusy when row.Attempts < AttemptsMax:
                await inbox.RetryLaterAsync(
                    row.Id, host.GetCurrentInstant() + RetryIn, "The queue is full.", cancellation);
                return false;
            case CommandFailed failed:
                await ParkAsync(row, failed.Reason, cancellation);
                return true;
            case CommandRefused { Code: SituationRouter.NotJoined } refused:
                await ParkAsync(row, refused.Message, cancellation);
                return true;
            default:
                return true;
        }
    }

    private async Task<CommandAnswer> SubmitAsync(InboxRow row, CancellationToken cancellation)
    {
        if (row.Kind == InboxKinds.Situation) return await situations.SubmitAsync(row, cancellation);
        if (row.Kind != InboxKinds.Command || !Guid.TryParse(row.Lane, out var operation))
            return new CommandFailed("This version does not know what is asked here. Update the product, then retry.");
        var key = new OperationKey(row.City, new OperationId(operation));
        return await loop.SubmitAsync(
            new Submission(key, OperationJson.ReadCommand(row.Body.Span))
            {
                Key = row.Key,
                Inbox = row.Id,
                Lane = Lane.Inbox,
            },
            cancellation);
    }

    private async Task ParkAsync(InboxRow row, string reason, CancellationToken cancellation)
    {
        Log.InboxParked(log, row.City, row.Key, reason);
        await inbox.ParkAsync(row.Id, reason, cancellation);
    }
}
