using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Storage.Stores;

public sealed class FeedStore(IDbContextFactory<SamanvayDbContext> contexts) : IFeedStore
{
    private const int Attempts = 3;

    public async Task KeepAsync(
        RefusedMessage message, IReadOnlyCollection<UnboundName> names, RefusedLimits limits,
        CancellationToken cancellation)
    {
        // Somebody else may write the same row meanwhile: then it is there, and is counted.
        for (var attempt = 1; !await TryKeepAsync(message, names, limits, attempt, cancellation); attempt++)
            cancellation.ThrowIfCancellationRequested();
    }

    public async Task<ImmutableArray<RefusedMessage>> RefusedAsync(
        CityId city, string? feed, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Of(context, city, feed).OrderByDescending(row => row.LastAt).ThenBy(row => row.Id).Take(limit)
            .Select(row => new
            {
                row.City, row.Feed, row.Id, row.Sender, row.ReceivedAt, row.LastAt, row.Times, row.Key,
                row.ContentType, row.Size, row.KeptSize, row.Problems, row.ProblemCount,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new RefusedMessage(row.City, row.Feed, row.Id, row.Sender)
            {
                ReceivedAt = row.ReceivedAt,
                LastAt = row.LastAt,
                Times = row.Times,
                Key = row.Key,
                ContentType = row.ContentType,
                Body = [],
                Size = row.Size,
                KeptSize = row.KeptSize,
                Problems = row.Problems,
                ProblemCount = row.ProblemCount,
            }),
        ];
    }

    public async Task<RefusedMessage?> FindAsync(
        CityId city, string feed, string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Of(context, city, feed).SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    public async Task UpdateAsync(RefusedMessage message, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var known = await context.FindAsync<RefusedMessage>([message.City, message.Feed, message.Id], cancellation);
        if (known is null) return;
        // Only what is wrong with it: meanwhile it may have come once more.
        var entry = context.Entry(known);
        entry.Property(row => row.Problems).CurrentValue = message.Problems;
        entry.Property(row => row.ProblemCount).CurrentValue = message.ProblemCount;
        await context.SaveChangesAsync(cancellation);
    }

    public async Task RemoveAsync(CityId city, string feed, string id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Set<RefusedMessage>().Where(row => row.City == city && row.Feed == feed && row.Id == id)
            .ExecuteDeleteAsync(cancellation);
    }

    public async Task DropAsync(
        RefusedDrop drop, IReadOnlyCollection<RefusedMessage> messages, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        foreach (var feed in messages.GroupBy(message => message.Feed, StringComparer.Ordinal))
        {
            var ids = feed.Select(message => message.Id).ToList();
            await context.Set<RefusedMessage>()
                .Where(row => row.City == drop.City && row.Feed == feed.Key && ids.Contains(row.Id))
                .ExecuteDeleteAsync(cancellation);
        }

        context.Add(drop);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<ImmutableArray<RefusedDrop>> DropsAsync(
        CityId city, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<RefusedDrop>().AsNoTracking().Where(row => row.City == city)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(limit).ToListAsync(cancellation)];
    }

    public async Task<ImmutableArray<UnboundName>> NamesAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<UnboundName>().AsNoTracking().Where(row => row.City == city)
            .OrderByDescending(row => row.LastAt).ThenBy(row => row.Device).ThenBy(row => row.Property)
            .ToListAsync(cancellation)];
    }

    private async Task<bool> TryKeepAsync(
        RefusedMessage message, IReadOnlyCollection<UnboundName> names, RefusedLimits limits, int attempt,
        CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        try
        {
            await StageAsync(context, message, cancellation);
            await StageAsync(context, message, names, limits, cancellation);
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (attempt < Attempts)
        {
            return false;
        }

        await TrimAsync(context, message, limits, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static async Task StageAsync(
        SamanvayDbContext context, RefusedMessage message, CancellationToken cancellation)
    {
        var known = await context.FindAsync<RefusedMessage>([message.City, message.Feed, message.Id], cancellation);
        if (known is null)
        {
            context.Add(message);
        }
        else
        {
            context.Entry(known).CurrentValues.SetValues(
                message with { ReceivedAt = known.ReceivedAt, Times = known.Times + 1 });
        }
    }

    private static async Task StageAsync(
        SamanvayDbContext context, RefusedMessage message, IReadOnlyCollection<UnboundName> names,
        RefusedLimits limits, CancellationToken cancellation)
    {
        if (names.Count == 0) return;
        var known = await context.Set<UnboundName>().Where(row => row.City == message.City && row.Feed == message.Feed)
            .ToDictionaryAsync(row => (row.Device, row.Property), cancellation);
        var room = limits.NamesMax - known.Count;
        foreach (var name in names)
        {
            if (known.TryGetValue((name.Device, name.Property), out var before))
            {
                context.Entry(before).CurrentValues.SetValues(
                    name with { FirstAt = before.FirstAt, Count = before.Count + name.Count });
            }
            else if (room-- > 0)
            {
                context.Add(name);
            }
        }
    }

    private static async Task TrimAsync(
        SamanvayDbContext context, RefusedMessage message, RefusedLimits limits, CancellationToken cancellation)
    {
        var kept = await Of(context, message.City, message.Feed).OrderByDescending(row => row.LastAt)
            .ThenBy(row => row.Id).Select(row => new { row.Id, row.ReceivedAt, row.KeptSize })
            .ToListAsync(cancellation);
        var (bytes, over) = (0L, new List<string>());
        foreach (var (row, index) in kept.Select((row, index) => (row, index)))
        {
            bytes += row.KeptSize;
            if (index >= limits.MessagesMax || bytes > limits.BytesMax
                || row.ReceivedAt < message.LastAt - limits.AgeMax)
            {
                over.Add(row.Id);
            }
        }

        if (over.Count == 0) return;
        await context.Set<RefusedMessage>()
            .Where(row => row.City == message.City && row.Feed == message.Feed && over.Contains(row.Id))
            .ExecuteDeleteAsync(cancellation);
    }

    private static IQueryable<RefusedMessage> Of(SamanvayDbContext context, CityId city, string? feed) =>
        context.Set<RefusedMessage>().AsNoTracking()
            .Where(row => row.City == city && (feed == null || row.Feed == feed));
}
