using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.Storage.Views;

/// <summary>Incidents, their steps, promises and histories, as screens ask for them.</summary>
internal sealed partial class ViewStore(IDbContextFactory<SamanvayDbContext> contexts) : IViewStore
{
    private static readonly string[] OpenStates = [nameof(ClockState.Running), nameof(ClockState.Paused)];

    public Task<ImmutableArray<Listed<OperationHeader>>> OpenIncidentsAsync(
        CityId city, CancellationToken cancellation) =>
        ReadAsync<StoredOperationEntry, Listed<OperationHeader>>(
            rows => rows.Where(row => row.City == city && row.Kind != null && row.EndedAt == null)
                .OrderBy(row => row.Severity).ThenBy(row => row.OpenedAt).Select(ViewRows.Header), cancellation);

    public Task<ImmutableArray<Listed<OperationHeader>>> ClosedIncidentsAsync(
        CityId city, int limit, CancellationToken cancellation) =>
        ReadAsync<StoredOperationEntry, Listed<OperationHeader>>(
            rows => rows.Where(row => row.City == city && row.Kind != null && row.EndedAt != null)
                .OrderByDescending(row => row.EndedAt).Take(limit).Select(ViewRows.Header), cancellation);

    public Task<ImmutableArray<Listed<OperationHeader>>> HeadersAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation) =>
        ReadAsync<StoredOperationEntry, Listed<OperationHeader>>(
            rows => rows.Where(row => row.City == city && operations.Contains(row.Id)).Select(ViewRows.Header),
            cancellation);

    public async Task<HeldRuns> HeldAsync(CityId city, CancellationToken cancellation) => new(
        await ReadAsync<StoredOperationEntry, Listed<OperationHeader>>(
            rows => rows.Where(row => row.City == city && row.Held != null).Select(ViewRows.Header), cancellation));

    public Task<ImmutableArray<Listed<WorkItemLine>>> WorkItemsAsync(CityId city, CancellationToken cancellation) =>
        ReadAsync<StoredWorkItem, Listed<WorkItemLine>>(
            rows => rows.Where(row => row.City == city).OrderBy(row => row.OfferedAt).Select(ViewRows.WorkItem),
            cancellation);

    public Task<ImmutableArray<Listed<WorkItemLine>>> WorkItemsAsync(
        CityId city, OperationId operation, CancellationToken cancellation) =>
        ReadAsync<StoredWorkItem, Listed<WorkItemLine>>(
            rows => rows.Where(row => row.City == city && row.Operation == operation)
                .OrderBy(row => row.OfferedAt).Select(ViewRows.WorkItem),
            cancellation);

    public Task<ImmutableArray<Listed<ClockLine>>> OpenClocksAsync(CityId city, CancellationToken cancellation) =>
        ReadAsync<StoredClock, Listed<ClockLine>>(
            rows => rows.Where(row => row.City == city && OpenStates.Contains(row.State)).Select(ViewRows.Clock),
            cancellation);

    public Task<ImmutableArray<Listed<ClockLine>>> ClosedClocksAsync(
        CityId city, Instant since, CancellationToken cancellation) =>
        ReadAsync<StoredClock, Listed<ClockLine>>(
            rows => rows.Where(row => row.City == city && row.StartedAt >= since && row.Outcome != null)
                .Select(ViewRows.Clock),
            cancellation);

    public Task<ImmutableArray<Listed<FaultLine>>> FaultsAsync(CityId city, CancellationToken cancellation) =>
        ReadAsync<StoredFault, Listed<FaultLine>>(
            rows => rows.Where(row => row.City == city).OrderBy(row => row.RaisedAt).Select(ViewRows.Fault),
            cancellation);

    public async Task<ImmutableHashSet<OperationId>> TakingPartAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, IReadOnlyCollection<string> roles,
        CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var working = await context.Set<StoredWorkItem>().AsNoTracking()
            .Where(row => row.City == city && operations.Contains(row.Operation) && roles.Contains(row.Role))
            .Select(row => row.Operation).Distinct().ToListAsync(cancellation);
        var promised = await context.Set<StoredClock>().AsNoTracking()
            .Where(row => row.City == city && operations.Contains(row.Operation)
                && row.Role != null && roles.Contains(row.Role))
            .Select(row => row.Operation).Distinct().ToListAsync(cancellation);
        return [.. working, .. promised];
    }

    public async Task<StoredOperation?> StateAsync(
        CityId city, OperationId operation, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<StoredOperationEntry>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.City == city && row.Id == operation, cancellation) is { } found
                ? new StoredOperation(new OperationKey(city, operation), found.Sequence, found.State, found.Hash)
                : null;
    }

    public async Task<ImmutableArray<HistoryEntry>> HistoryAsync(
        CityId city, OperationId operation, CancellationToken cancellation)
    {
        var rows = await ReadAsync<HistoryRow, HistoryRow>(
            all => all.Where(row => row.City == city && row.Operation == operation).OrderBy(row => row.Sequence),
            cancellation);
        return [.. rows.Select(row => new HistoryEntry(row.Sequence, row.At, row.Body, row.Hash))];
    }

    public Task<ImmutableArray<OperationId>> LatestOperationsAsync(
        CityId city, int limit, CancellationToken cancellation) =>
        ReadAsync<StoredOperationEntry, OperationId>(
            rows => rows.Where(row => row.City == city).OrderByDescending(row => row.ChangedAt).Select(row => row.Id)
                .Take(limit),
            cancellation);

    private async Task<ImmutableArray<TLine>> ReadAsync<TRow, TLine>(
        Func<IQueryable<TRow>, IQueryable<TLine>> query, CancellationToken cancellation)
        where TRow : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await query(context.Set<TRow>().AsNoTracking()).ToListAsync(cancellation)];
    }
}
