using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Stores;

public sealed class PlaybookStore(IDbContextFactory<SamanvayDbContext> contexts) : IPlaybookStore
{
    public async Task<ImmutableArray<StoredPlaybook>> ListAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<StoredPlaybook>().AsNoTracking().Where(row => row.City == city)
            .OrderBy(row => row.Id).ThenBy(row => row.ImportedAt).ToListAsync(cancellation)];
    }

    public async Task<StoredPlaybook?> FindAsync(
        CityId city, string id, string version, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<StoredPlaybook>().AsNoTracking().SingleOrDefaultAsync(
            row => row.City == city && row.Id == id && row.Version == version, cancellation);
    }

    public async Task SaveAsync(StoredPlaybook playbook, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await StageAsync(context, playbook, cancellation);
        await context.SaveChangesAsync(cancellation);
    }

    public async Task SaveAsync(
        StoredPlaybook playbook, PlaybookConsequences consequences, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await CityStore.StageAsync(context, playbook.City, consequences.Edits, cancellation);
        await StageAsync(context, playbook, cancellation);
        await context.SaveChangesAsync(cancellation);
        foreach (var version in consequences.Versions)
            await ProcedureStore.PublishAsync(context, version, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task StageAsync(
        SamanvayDbContext context, StoredPlaybook playbook, CancellationToken cancellation)
    {
        var known = await context.FindAsync<StoredPlaybook>([playbook.City, playbook.Id, playbook.Version],
            cancellation);
        if (known is null) context.Add(playbook);
        else context.Entry(known).CurrentValues.SetValues(playbook);
    }
}
