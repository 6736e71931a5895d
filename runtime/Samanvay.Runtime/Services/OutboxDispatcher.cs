using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Activities;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Performs what steps asked for outside, at least once each. The row is closed in the transaction of the step that
/// takes the result, so that it is neither lost nor doubled. A step that can not be taken now waits in the inbox.
/// </summary>
public sealed class OutboxDispatcher(
    IOutboxStore outbox, ActivityAdapters adapters, CityTime cities, CommandLoop loop, DispatcherSettings settings,
    ILogger<OutboxDispatcher> log)
{
    private const int RunningMax = 50;

    private static readonly Duration Lease = Duration.FromSeconds(60);
    private static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(30);
    private static readonly Duration RetryFirst = Duration.FromSeconds(1);
    private static readonly Duration RetryLongest = Duration.FromMinutes(5);
    private static readonly Duration Rest = Duration.FromSeconds(5);

    private readonly List<Task> _running = [];

    /// <summary>Performs what may be tried now, to its end; says how many there were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var rows = await outbox.ClaimAsync(Now, Lease, RunningMax, cancellation);
        await Task.WhenAll(rows.Select(row => HandleAsync(row, cancellation)));
        return rows.Count;
    }

    /// <summary>Keeps many attempts running side by side: an agency that answers slowly holds up nobody else.</summary>
    public async Task RunAsync(Wakeups wakeups, CancellationToken cancellation)
    {
        var rows = await outbox.ClaimAsync(Now, Lease, RunningMax - _running.Count, cancellation);
        _running.AddRange(rows.Select(row => HandleAsync(row, cancellation)));
        var next = _running.Count < RunningMax ? await outbox.NextAttemptAsync(cancellation) : null;
        var wait = next is { } at ? Duration.Max(Duration.FromMilliseconds(1), Duration.Min(at - Now, Rest)) : Rest;
        await Waiting.FirstAsync([wakeups.Outbox.WaitAsync, cities.RestAsync(wait), AnyDoneAsync], cancellation);
        foreach (var done in _running.Where(task => task.IsCompleted).ToList())
        {
            _running.Remove(done);
            await done;
            wakeups.Inbox.Set();
        }
    }

    private Task AnyDoneAsync(CancellationToken cancellation) =>
        _running.Count == 0
            ? Task.Delay(Timeout.InfiniteTimeSpan, settings.Time, cancellation)
            : Task.WhenAny(_running).WaitAsync(cancellation);

    private Instant Now => settings.Time.GetCurrentInstant();

    private async Task HandleAsync(OutboxRow row, CancellationToken cancellation)
    {
        var result = await PerformAsync(row, cancellation);
        if (result is ActivityFailed failed && row.Attempts < settings.AttemptsMax)
        {
            var wait = failed.RetryIn is { } asked ? Duration.FromTimeSpan(asked) : Backoff(row.Attempts);
            Log.ActivityFailed(
                log, row.Operation.City, row.Operation.Operation, row.Type, row.Attempts, failed.Reason);
            await outbox.RetryLaterAsync(row, Now + wait, failed.Reason, cancellation);
            return;
        }
        // A step that waits shows the fault itself; what nobody waits for is parked in the list of faults.
        using var held = await cities.HoldAsync(row.Operation.City, cancellation);
        if (OutboxReply.Of(row, result, cities.Now(row.Operation.City)) is { } reply)
            await TakeAsync(row, reply, cancellation);
        else if (OutboxReply.ReasonOf(result) is { } reason)
            await outbox.ParkAsync(row, reason, cancellation);
        else
            await outbox.CompleteAsync(row, Now, null, cancellation);
    }

    private async Task TakeAsync(OutboxRow row, FinishActivity reply, CancellationToken cancellation)
    {
        var answer = await loop.SubmitAsync(
            new Submission(row.Operation, reply) { Effect = new DoneEffect(row.Id, Now), Lane = Lane.Inbox },
            cancellation);
        if (answer is CommandBusy or CommandFailed)
            await outbox.CompleteAsync(row, Now, OutboxReply.Request(row, reply), cancellation);
    }

    private async Task<ActivityResult> PerformAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (adapters.Find(row.Type) is not { } adapter)
        {
            return new ActivityRejected(
                $"Nothing here can perform {row.Type}. Ask the administrator to set it up, then retry.");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AttemptMax);
        try
        {
            return await adapter.PerformAsync(OutboxRequest.Of(row), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ActivityFailed("There was no answer in time.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new ActivityFailed(failure.Message);
        }
    }

    // Jitter keeps what failed together from coming back together.
    private Duration Backoff(int attempts)
    {
        var wait = RetryFirst * Math.Pow(2, Math.Min(attempts - 1, 20));
        return Duration.Min(wait, RetryLongest) * (0.5 + settings.NextRandom());
    }
}

/// <param name="attemptsMax">After so many attempts a person decides.</param>
public sealed class DispatcherSettings(TimeProvider time, Random random, int attemptsMax = 8)
{
    private readonly Lock _lock = new();

    public TimeProvider Time => time;

    public int AttemptsMax => attemptsMax;

    /// <summary>From 0 to 1; the source is given, so that a run can be repeated.</summary>
    internal double NextRandom()
    {
        lock (_lock) return random.NextDouble();
    }
}
