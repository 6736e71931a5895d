using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Storage.Stores;

public sealed class ProcedureStore(IDbContextFactory<SamanvayDbContext> contexts) : IProcedureStore
{
    private const int SavesKept = 50;

    public async Task<ProcedureDraft?> FindDraftAsync(
        CityId city, ProcedureId procedure, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Drafts(context, city).SingleOrDefaultAsync(draft => draft.Id == procedure, cancellation);
    }

    public async Task<ImmutableArray<ProcedureDraft>> DraftsAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await Drafts(context, city).OrderBy(draft => draft.Id).ToListAsync(cancellation)];
    }

    public async Task<bool> AddDraftAsync(ProcedureDraft draft, DraftSave save, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (await Drafts(context, draft.City).AnyAsync(other => other.Id == draft.Id, cancellation)) return false;
        context.Add(draft);
        context.Add(save);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task<bool> SaveDraftAsync(
        ProcedureDraft draft, long expected, DraftSave? save, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (!await TakeRevisionAsync(context, draft, expected, cancellation)) return false;
        context.Update(draft);
        if (save is not null) context.Add(save);
        await context.SaveChangesAsync(cancellation);
        await PruneAsync(context, draft.City, draft.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task KeepAsync(DraftSave save, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Add(save);
        await context.SaveChangesAsync(cancellation);
    }

    public async Task<ImmutableArray<DraftSave>> SavesAsync(
        CityId city, ProcedureId procedure, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<DraftSave>().AsNoTracking()
            .Where(save => save.City == city && save.Procedure == procedure)
            .OrderByDescending(save => save.At).ThenByDescending(save => save.Revision).ToListAsync(cancellation)];
    }

    public async Task AddCommentAsync(ReviewComment comment, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Add(comment);
        await context.SaveChangesAsync(cancellation);
    }

    public async Task<ImmutableArray<ReviewComment>> CommentsAsync(
        CityId city, ProcedureId procedure, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<ReviewComment>().AsNoTracking()
            .Where(comment => comment.City == city && comment.Procedure == procedure)
            .OrderBy(comment => comment.At).ToListAsync(cancellation)];
    }

    public async Task<bool> PublishAsync(
        IReadOnlyList<ProcedureVersion> versions, ProcedureDraft? draft, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (draft is not null)
        {
            var taken = await context.Set<ProcedureDraft>()
                .Where(row => row.City == draft.City && row.Id == draft.Id && row.Revision == draft.Revision)
                .ExecuteDeleteAsync(cancellation);
            if (taken == 0) return false;
        }

        foreach (var version in versions) await PublishAsync(context, version, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task RetireAsync(ProcedureVersion version, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Set<ProcedureVersion>()
            .Where(row => row.City == version.City && row.Id == version.Id && row.RetiredAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(known => known.RetiredAt, version.RetiredAt)
                .SetProperty(known => known.RetiredBy, version.RetiredBy), cancellation);
    }

    public async Task<ProcedureVersion?> FindVersionAsync(
        CityId city, ProcedureVersionId version, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<ProcedureVersion>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.City == city && row.Id == version, cancellation);
    }

    public async Task<ImmutableArray<ProcedureVersion>> VersionsAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<ProcedureVersion>().AsNoTracking().Where(row => row.City == city)
            .OrderBy(row => row.Procedure).ThenBy(row => row.Number).ToListAsync(cancellation)];
    }

    /// <summary>Moves the revision on only if nobody else has: of two savers, one gets false.</summary>
    private static async Task<bool> TakeRevisionAsync(
        SamanvayDbContext context, ProcedureDraft draft, long expected, CancellationToken cancellation) =>
        await context.Set<ProcedureDraft>()
            .Where(row => row.City == draft.City && row.Id == draft.Id && row.Revision == expected)
            .ExecuteUpdateAsync(row => row.SetProperty(known => known.Revision, draft.Revision), cancellation) == 1;

    private static async Task PruneAsync(
        SamanvayDbContext context, CityId city, ProcedureId procedure, CancellationToken cancellation)
    {
        var old = await context.Set<DraftSave>()
            .Where(save => save.City == city && save.Procedure == procedure && !save.IsConflict)
            .OrderByDescending(save => save.At).ThenByDescending(save => save.Revision).Skip(SavesKept)
            .Select(save => save.Id).ToListAsync(cancellation);
        await context.Set<DraftSave>()
            .Where(save => save.City == city && save.Procedure == procedure && old.Contains(save.Id))
            .ExecuteDeleteAsync(cancellation);
    }

    /// <summary>A part of the caller's transaction.</summary>
    internal static async Task PublishAsync(
        SamanvayDbContext context, ProcedureVersion version, CancellationToken cancellation)
    {
        await context.Set<ProcedureVersion>()
            .Where(row => row.City == version.City && row.Procedure == version.Procedure && row.RetiredAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(known => known.RetiredAt, version.PublishedAt)
                .SetProperty(known => known.RetiredBy, version.PublishedBy), cancellation);
        // The same content published again is the same version, in force again.
        await context.Set<ProcedureVersion>().Where(row => row.City == version.City && row.Id == version.Id)
            .ExecuteDeleteAsync(cancellation);
        context.Add(version);
        await context.SaveChangesAsync(cancellation);
    }

    private static IQueryable<ProcedureDraft> Drafts(SamanvayDbContext context, CityId city) =>
        context.Set<ProcedureDraft>().AsNoTracking().Where(draft => draft.City == city);
}
