using Microsoft.Extensions.Logging;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Compares every open operation's state with its timers, work items, clocks and faults, at start and when asked. What
/// it finds is mended and counted; the count must be 0, for nothing but an error of ours makes a difference.
/// </summary>
public sealed class Reconciler(
    IReconcileStore store, IOperationContexts contexts, RuntimeMetrics metrics, ILogger<Reconciler> log)
{
    private const int PageSize = 500;

    /// <summary>All open operations; says in how many lines the tables differed.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var differences = 0;
        OperationKey? after = null;
        while (await store.OpenAsync(after, PageSize, cancellation) is { Count: > 0 } page)
        {
            foreach (var key in page) differences += await RepairAsync(key, cancellation);
            after = page[^1];
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
        return await store.RepairAsync(
            key,
            stored => stored is null ? null : LineMapping.Of(OperationJson.ReadState(stored.State.Span), calendars),
            cancellation);
    }
}
