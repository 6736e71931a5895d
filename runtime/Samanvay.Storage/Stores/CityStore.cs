using System.Collections.Immutable;
using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Stores;

public sealed class CityStore(IDbContextFactory<SamanvayDbContext> contexts) : ICityStore
{
    public async Task<ImmutableArray<City>> ListAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. await context.Set<City>().AsNoTracking().OrderBy(city => city.Name).ToListAsync(cancellation)];
    }

    public async Task<CitySetup?> LoadAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // One look at one moment, so that no half of a save is seen.
        await using var transaction = await context.Database.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        var found = await context.Set<City>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == city, cancellation);
        if (found is null) return null;
        var holders = await context.Set<RoleHolder>().AsNoTracking().Where(row => row.City == city)
            .ToListAsync(cancellation);
        return new CitySetup(found)
        {
            Agencies = ById(await RowsAsync(context.Set<Agency>().Where(row => row.City == city)), row => row.Id.Value),
            Roles = ById(await RowsAsync(context.Set<Role>().Where(row => row.City == city)), row => row.Id.Value),
            People = ById(await RowsAsync(context.Set<Person>().Where(row => row.City == city)), row => row.Id.Value),
            Wards = ById(await RowsAsync(context.Set<Ward>().Where(row => row.City == city)), row => row.Id.Value),
            Devices = ById(await RowsAsync(context.Set<Device>().Where(row => row.City == city)), row => row.Id.Value),
            Calendars = ById(await RowsAsync(context.Set<CityCalendar>().Where(row => row.City == city)), row =>
                row.Id),
            Bindings = ById(await RowsAsync(context.Set<Binding>().Where(row => row.City == city)), row => row.Key),
            Keys = ById(await RowsAsync(context.Set<ApiKey>().Where(row => row.City == city)), row => row.Id.Value),
            Retentions = ById(await RowsAsync(context.Set<Retention>().Where(row => row.City == city)), row =>
                row.Procedure.Value),
            SignalKeepings = ById(await RowsAsync(context.Set<SignalKeeping>().Where(row => row.City == city)), row =>
                row.Signal),
            Feeds = ById(await RowsAsync(context.Set<Feed>().Where(row => row.City == city)), row => row.Id),
            Holders = holders.GroupBy(holder => holder.Role.Value)
                .ToImmutableSortedDictionary(group => group.Key, CitySetup.InOrder, StringComparer.Ordinal),
        };

        Task<List<T>> RowsAsync<T>(IQueryable<T> rows) where T : class => rows.AsNoTracking().ToListAsync(cancellation);
    }

    public async Task SaveAsync(CityId city, IReadOnlyList<CityEdit> edits, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await StageAsync(context, city, edits, cancellation);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<ApiKey?> FindKeyAsync(ApiKeyId key, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == key, cancellation);
    }

    /// <summary>A part of the caller's transaction.</summary>
    internal static async Task StageAsync(
        SamanvayDbContext context, CityId city, IEnumerable<CityEdit> edits, CancellationToken cancellation)
    {
        foreach (var edit in edits) await StageAsync(context, city, edit, cancellation);
    }

    private static Task StageAsync(SamanvayDbContext context, CityId city, CityEdit edit,
        CancellationToken cancellation)
    {
        return edit switch
        {
            SaveCity save => PutAsync(save.City, city),
            SaveAgency save => PutAsync(save.Agency, city, save.Agency.Id),
            SaveRole save => PutAsync(save.Role, city, save.Role.Id),
            SavePerson save => PutAsync(save.Person, city, save.Person.Id),
            SaveWard save => PutAsync(save.Ward, city, save.Ward.Id),
            SaveDevice save => PutAsync(save.Device, city, save.Device.Id),
            SaveCalendar save => PutAsync(save.Calendar, city, save.Calendar.Id),
            SaveBinding save => PutAsync(save.Binding, city, save.Binding.Kind, save.Binding.Name),
            RemoveBinding remove => TakeAsync<Binding>(city, remove.Kind, remove.Name),
            SaveRetention save => PutAsync(save.Retention, city, save.Retention.Procedure),
            RemoveRetention remove => TakeAsync<Retention>(city, remove.Procedure),
            SaveSignalKeeping save => PutAsync(save.Keeping, city, save.Keeping.Signal),
            RemoveSignalKeeping remove => TakeAsync<SignalKeeping>(city, remove.Signal),
            SaveFeed save => PutAsync(save.Feed, city, save.Feed.Id),
            RemoveFeed remove => TakeAsync<Feed>(city, remove.Id),
            SaveKey save => PutAsync(save.Key, save.Key.Id),
            SetRoleHolders set => ReplaceHoldersAsync(context, city, set.Role, set.Holders, cancellation),
            RemoveAgency remove => TakeAsync<Agency>(city, remove.Id),
            RemoveRole remove => RemoveRoleAsync(remove.Id),
            RemoveWard remove => TakeAsync<Ward>(city, remove.Id),
            RemoveDevice remove => TakeAsync<Device>(city, remove.Id),
            RemoveCalendar remove => TakeAsync<CityCalendar>(city, remove.Id),
            _ => throw new UnreachableException($"No table for {edit.GetType().Name}."),
        };

        async Task PutAsync<T>(T row, params object[] key) where T : class
        {
            var found = await context.Set<T>().FindAsync(key, cancellation);
            if (found is null) context.Add(row);
            else context.Entry(found).CurrentValues.SetValues(row);
        }

        async Task TakeAsync<T>(params object[] key) where T : class
        {
            if (await context.Set<T>().FindAsync(key, cancellation) is { } found) context.Remove(found);
        }

        async Task RemoveRoleAsync(RoleId role)
        {
            await ReplaceHoldersAsync(context, city, role, [], cancellation);
            await TakeAsync<Role>(city, role);
        }
    }

    private static async Task ReplaceHoldersAsync(
        SamanvayDbContext context, CityId city, RoleId role, ImmutableArray<RoleHolder> holders,
            CancellationToken cancellation)
    {
        var before = await context.Set<RoleHolder>().Where(row => row.City == city && row.Role == role)
            .ToListAsync(cancellation);
        foreach (var gone in before.Where(row => holders.All(holder => holder.Person != row.Person)))
            context.Remove(gone);
        foreach (var holder in holders)
        {
            var found = await context.FindAsync<RoleHolder>([city, role, holder.Person], cancellation);
            if (found is null) context.Add(holder);
            else context.Entry(found).CurrentValues.SetValues(holder);
        }
    }

    private static ImmutableSortedDictionary<string, T> ById<T>(List<T> rows, Func<T, string> id) =>
        rows.ToImmutableSortedDictionary(id, row => row, StringComparer.Ordinal);
}
