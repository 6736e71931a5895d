using Microsoft.Extensions.Logging;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Compares every open operation's state with its timers, work items, clocks and faults, after the start and when
/// asked. What it finds is mended and counted; the count must be 0, for nothing but an error of ours makes a
/// difference.
/// </summary>
public sealed class Reconciler(
    IReconcileStore store, IOperationContexts contexts, RuntimeMetrics metrics, ILogger<Reconciler> log)
{
    private const int PageSize = 200;

    /// <summary>What the look after the start found; absent until it is done.</summary>
    public int? AfterStart { get; private set; }

    /// <summary>All open operations; says in how many lines the tables differed.</summary>
    public Task<int> RunOnceAsync(CancellationToken cancellation) =>
        RunOnceAsync(null, cancellation);

    /// <summary>The same once, beside the work of the day; then nothing more.</summary>
    public async Task RunAsync(TimeProvider host, CancellationToken cancellation)
    {
        AfterStart = await RunOnceAsync(new Pace(host), cancellation);
        await Task.Delay(Timeout.InfiniteTimeSpan, host, cancellation);
    }

    private async Task<int> RunOnceAsync(Pace? pace, CancellationToken cancellation)
    {
        var differences = 0;
        OperationKey? after = null;
        while (await store.OpenAsync(after, PageSize, cancellation) is { Count: > 0 } page)
        {
            foreach (var row in await store.LookAsync(page, cancellation))
            {
                if (!await AgreesAsync(row, cancellation)) differences += await RepairAsync(row.Key, cancellation);
            }
            after = page[^1];
            if (pace is not null) await pace.RestAsync(cancellation);
        }
        metrics.Reconciled(differences);
        return differences;
    }

    /// <summary>One operation; says in how many lines its tables differed.</summary>
    public async Task<int> RepairAsync(OperationKey key, CancellationToken cancellation)
    {
        var differences = await AlignAsync(key, cancellation);
        if (differences > 0) Log.TablesDiffered(log, key.City, key.Operation, differences);
        return differences;
    }

    /// <summary>The same where a difference is no error: what follows from a state may follow from a calendar
    /// too.</summary>
    public async Task<int> AlignAsync(OperationKey key, CancellationToken cancellation)
    {
        var calendars = (await contexts.GetAsync(key.City, cancellation)).Calendars;
        return await store.RepairAsync(key, stored => Expected(stored, calendars), cancellation);
    }

    private async ValueTask<bool> AgreesAsync(ReconcileRow row, CancellationToken cancellation)
    {
        var calendars = (await contexts.GetAsync(row.Key.City, cancellation)).Calendars;
        var expected = Expected(row.Stored, calendars) ?? OperationLines.None;
        return row.Found.Header == expected.Header && OperationLineChanges.Between(row.Found, expected).Count == 0;
    }

    private static OperationLines? Expected(StoredOperation? stored, CalendarBook calendars) =>
        stored is null ? null : LineMapping.Of(OperationJson.ReadState(stored.State.Span), calendars);
}
