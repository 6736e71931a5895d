using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Migrating;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.Storage.Stores;

public sealed class MigrationStore(IDbContextFactory<SamanvayDbContext> contexts) : IMigrationStore
{
    public async Task<ImmutableArray<StoredOperation>> RunningAsync(
        CityId city, OperationId? after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (name, last) = (city.Value, after?.Value.ToString("D") ?? "");
        // An id can be compared only as the text that it is stored as.
        var rows = await context.Set<StoredOperationEntry>().FromSql($"""
            SELECT * FROM operations WHERE city = {name} AND ended_at IS NULL AND id > {last} ORDER BY id LIMIT {limit}
            """).AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new StoredOperation(
                new OperationKey(city, row.Id), row.Sequence, row.State, row.Hash)),
        ];
    }

    public async Task<bool> AddAsync(
        MigrationBatch batch, IReadOnlyList<MigrationLine> lines, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (await Batches(context, batch.City).AnyAsync(known => known.Id == batch.Id, cancellation)) return false;
        context.Add(batch);
        context.AddRange(lines);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task<MigrationBatch?> FindAsync(CityId city, Guid batch, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Batches(context, city).SingleOrDefaultAsync(known => known.Id == batch, cancellation);
    }

    public async Task<ImmutableArray<MigrationBatch>> OpenAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<MigrationBatch>().AsNoTracking().Where(batch => batch.EndedAt == null)
            .OrderBy(batch => batch.StartedAt).ToListAsync(cancellation)];
    }

    public async Task<ImmutableArray<MigrationLine>> LinesAsync(
        CityId city, Guid batch, int after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await Lines(context, city, batch).Where(line => line.Number > after)
            .OrderBy(line => line.Number).Take(limit).ToListAsync(cancellation)];
    }

    public async Task<ImmutableArray<MigrationLine>> WaitingAsync(
        CityId city, Guid batch, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await Lines(context, city, batch).Where(line => line.State == MigrationState.Waiting)
            .OrderBy(line => line.Number).Take(limit).ToListAsync(cancellation)];
    }

    public async Task<ImmutableDictionary<OperationId, string>> TitlesAsync(
        CityId city, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Set<StoredOperationEntry>().AsNoTracking()
            .Where(row => row.City == city && row.Title != null && operations.Contains(row.Id))
            .Select(row => new { row.Id, row.Title }).ToListAsync(cancellation);
        return rows.ToImmutableDictionary(row => row.Id, row => row.Title!);
    }

    public async Task<MigrationCounts> CountAsync(CityId city, Guid batch, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var counts = await Lines(context, city, batch).GroupBy(line => line.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        return new MigrationCounts(
            counts.GetValueOrDefault(MigrationState.Waiting), counts.GetValueOrDefault(MigrationState.Moved),
            counts.GetValueOrDefault(MigrationState.Refused));
    }

    public Task SaveAsync(MigrationLine line, CancellationToken cancellation) => UpdateAsync(line, cancellation);

    public Task SaveAsync(MigrationBatch batch, CancellationToken cancellation) => UpdateAsync(batch, cancellation);

    private async Task UpdateAsync(object row, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Update(row);
        await context.SaveChangesAsync(cancellation);
    }

    private static IQueryable<MigrationBatch> Batches(SamanvayDbContext context, CityId city) =>
        context.Set<MigrationBatch>().AsNoTracking().Where(batch => batch.City == city);

    private static IQueryable<MigrationLine> Lines(SamanvayDbContext context, CityId city, Guid batch) =>
        context.Set<MigrationLine>().AsNoTracking().Where(line => line.City == city && line.Batch == batch);
}
