using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// The observations' own lane. Everything that arrived while one batch was being saved is the next: one segment, the
/// moved situations, and what they ask of incidents, in one transaction; then the senders are told.
/// </summary>
public sealed class IntakeLane
{
    /// <summary>When a sender that found the lane full may come again.</summary>
    public static readonly Duration RetryAfter = Duration.FromSeconds(1);
    private static readonly Duration Rest = Duration.FromSeconds(5);

    // About as long as a command takes, and as a batch takes the processor.
    private static readonly TimeSpan PeopleFirst = TimeSpan.FromMilliseconds(25);

    private readonly Channel<PendingSignals> _queue;
    private readonly IntakeLaneParts _parts;
    private readonly Patience _patience;

    // Taken while the batch before was being stored, and made ready.
    private List<PendingSignals> _ahead = [];

    public IntakeLane(IntakePorts ports, IntakeLimits limits, TimeProvider host, ILogger<IntakeLane> log)
    {
        _parts = new IntakeLaneParts(ports, limits, host, log);
        _patience = new Patience(host, log);
        _queue = Channel.CreateBounded<PendingSignals>(limits.QueueMax);
    }

    /// <summary>One answer for each observation, in their order, once they are stored.</summary>
    public async Task<IReadOnlyList<SignalAnswer>> SubmitAsync(
        CityId city, IReadOnlyList<SignalEvent> signals, CancellationToken cancellation)
    {
        if (signals.Count == 0) return [];
        using var held = await _parts.Ports.Time.HoldAsync(city, cancellation);
        var pending = new PendingSignals(city, signals);
        if (!_queue.Writer.TryWrite(pending)) return [.. signals.Select(_ => new SignalsBusy(RetryAfter))];
        return await pending.Answered.Task.WaitAsync(cancellation);
    }

    /// <summary>One answer for each alert, in their order, once they are stored with all that they did.</summary>
    public async Task<IReadOnlyList<AlertAnswer>> SubmitAsync(
        CityId city, IReadOnlyList<AlertArrival> alerts, CancellationToken cancellation)
    {
        if (alerts.Count == 0) return [];
        using var held = await _parts.Ports.Time.HoldAsync(city, cancellation);
        var pending = new PendingSignals(city, []) { Alerts = alerts };
        if (!_queue.Writer.TryWrite(pending)) return [.. alerts.Select(_ => new AlertsBusy(RetryAfter))];
        return await pending.AlertsAnswered.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes what waits, and what is due, through one transaction; says whether there was anything.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancellation)
    {
        await _parts.Ports.Wakeups.People.LetPassAsync(PeopleFirst, cancellation);
        var taken = Fill(_ahead);
        _ahead = [];
        try
        {
            return await RunOnceAsync(taken, cancellation) || taken.Count > 0;
        }
        catch (Exception spoiled) when (taken.Count > 0 && spoiled is not OperationCanceledException)
        {
            foreach (var pending in taken) await RunAloneAsync(pending, cancellation);
            return true;
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await RunOnceAsync(cancellation)) return;
        var waits = new List<Func<CancellationToken, Task>>
        {
            race => _queue.Reader.WaitToReadAsync(race).AsTask(),
            _parts.Ports.Wakeups.Situations.WaitAsync,
            _parts.Ports.Time.RestAsync(Rest),
        };
        foreach (var city in _parts.Ports.Time.Cities)
        {
            if (await _parts.NextDueAsync(city, cancellation) is { } due)
                waits.Add(race => _parts.Ports.Time.WaitUntilAsync(city, due, race));
        }
        await Waiting.FirstAsync(waits, cancellation);
    }

    private async Task<bool> RunOnceAsync(List<PendingSignals> taken, CancellationToken cancellation)
    {
        var batch = new IntakeBatch(_parts);
        try
        {
            foreach (var pending in taken) await batch.AddAsync(pending, cancellation);
            while (!await IsDoneAsync(batch, cancellation)) _parts.Doubt();
        }
        catch
        {
            batch.Undo();
            _parts.Forget();
            throw;
        }

        batch.Answer();
        if (batch.HasChanges) _parts.Ports.Wakeups.Inbox.Set();
        return batch.HasSaved;
    }

    // False when another process was first, which is its progress: then what it stored is followed, and judged anew.
    private async Task<bool> IsDoneAsync(IntakeBatch batch, CancellationToken cancellation)
    {
        try
        {
            await _patience.UntilReachableAsync(() => batch.PrepareAsync(cancellation), cancellation);
            return batch.IsEmpty || await SaveAsync(batch, cancellation);
        }
        catch (ObservationConflictException)
        {
            return false;
        }
    }

    private Task<bool> SaveAsync(IntakeBatch batch, CancellationToken cancellation)
    {
        var isUnsure = false;
        return _patience.UntilReachableAsync<bool>(
            async () =>
            {
                if (isUnsure && await batch.IsSavedAsync(cancellation)) return true;
                var ahead = Task.Run(() => LookAheadAsync(cancellation), CancellationToken.None);
                try
                {
                    await batch.SaveAsync(cancellation);
                    return true;
                }
                catch (StorageUnavailableException failure)
                {
                    isUnsure = failure.MayBeSaved;
                    throw;
                }
                finally
                {
                    await ahead;
                }
            },
            cancellation);
    }

    // What spoils a batch must not take the others with it.
    private async Task RunAloneAsync(PendingSignals pending, CancellationToken cancellation)
    {
        try
        {
            await RunOnceAsync([pending], cancellation);
        }
        catch (Exception spoiled) when (spoiled is not OperationCanceledException)
        {
            Log.SignalsFailed(_parts.Log, pending.City, pending.Count, spoiled);
            var refusal = new SignalRefused(SignalRefusals.Failed, "This can not be judged. Tell the administrator.");
            pending.Answered.TrySetResult([.. pending.Signals.Select(_ => refusal)]);
            pending.AlertsAnswered.TrySetResult([.. pending.Alerts.Select(_ => new AlertFailed())]);
        }
    }

    // Storing is mostly work of the disk: meanwhile the next batch is read as far as it does not depend on this one.
    private async Task LookAheadAsync(CancellationToken cancellation)
    {
        foreach (var pending in Fill(_ahead).Where(pending => pending.Ready is null && pending.Signals.Count > 0))
        {
            try
            {
                var context = await _parts.Ports.Contexts.GetAsync(pending.City, cancellation);
                pending.Ready = ReadySignals.Of(pending.City, context, pending.Signals);
            }
            catch (Exception)
            {
                // Its turn comes: then it is tried again, and answered for.
            }
        }
    }

    private List<PendingSignals> Fill(List<PendingSignals> taken)
    {
        var count = taken.Sum(pending => pending.Count);
        while (count < _parts.Limits.BatchMax && _queue.Reader.TryRead(out var pending))
        {
            taken.Add(pending);
            count += pending.Count;
        }

        return taken;
    }
}

/// <summary>What the lane works with.</summary>
public sealed record IntakePorts(
    IObservationStore Store, IIntakeContexts Contexts, CityTime Time, Wakeups Wakeups, RuntimeMetrics Metrics);

/// <summary>One call's observations or alerts, and its waiting sender.</summary>
internal sealed record PendingSignals(CityId City, IReadOnlyList<SignalEvent> Signals)
{
    public IReadOnlyList<AlertArrival> Alerts { get; init; } = [];

    /// <summary>The observations, by the rules and devices of when they came.</summary>
    public ReadySignals? Ready { get; set; }

    public int Count => Signals.Count + Alerts.Count;

    public TaskCompletionSource<IReadOnlyList<AlertAnswer>> AlertsAnswered { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<IReadOnlyList<SignalAnswer>> Answered { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
