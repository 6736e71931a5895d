using System.Diagnostics;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>What the services gave up: a person sees why, and retries or skips it.</summary>
public sealed class StuckWork(StuckStores stores, Wakeups wakeups, TimeProvider host)
{
    private const int ListMax = 500;

    public ValueTask<IReadOnlyList<StuckRow>> ListAsync(CityId city, CancellationToken cancellation) =>
        stores.Stuck.ListAsync(city, ListMax, cancellation);

    /// <summary>Tries it again from the beginning; false when it is no longer stuck.</summary>
    public async Task<bool> RetryAsync(CityId city, StuckRow row, CancellationToken cancellation)
    {
        if (row.Operation is { } owner && owner.City != city) return false;
        var released = row switch
        {
            { Kind: StuckKind.Effect, Operation: { } operation } =>
                await stores.Outbox.ReleaseAsync(operation, row.Key, host.GetCurrentInstant(), cancellation),
            { Kind: StuckKind.Request } => await stores.Inbox.ReleaseAsync(city, row.Key, cancellation),
            { Kind: StuckKind.Timer, Operation: { } operation } =>
                await stores.Timers.ReleaseAsync(operation, row.Key, cancellation),
            _ => throw new UnreachableException($"No retry for {row.Kind}."),
        };
        Wake(row.Kind);
        return released;
    }

    /// <summary>Gives it up for good. A timer can not be skipped: it belongs to the state of its operation.</summary>
    public async Task<bool> SkipAsync(CityId city, StuckRow row, CancellationToken cancellation)
    {
        if (row.Operation is { } owner && owner.City != city) return false;
        return row switch
        {
            { Kind: StuckKind.Effect, Operation: { } operation } =>
                await stores.Outbox.SkipAsync(operation, row.Key, host.GetCurrentInstant(), cancellation),
            { Kind: StuckKind.Request } => await stores.Inbox.SkipAsync(city, row.Key, cancellation),
            _ => false,
        };
    }

    private void Wake(StuckKind kind)
    {
        var service = kind switch
        {
            StuckKind.Effect => wakeups.Outbox,
            StuckKind.Request => wakeups.Inbox,
            _ => wakeups.Timers,
        };
        service.Set();
    }
}

/// <summary>Where stuck work is kept.</summary>
public sealed record StuckStores(IStuckStore Stuck, IOutboxStore Outbox, IInboxStore Inbox, ITimerStore Timers);
