using System.Collections.Concurrent;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Cities;

/// <summary>The present snapshot of each city, kept until an edit is saved.</summary>
public sealed class CitySnapshots(ICityStore store) : ICityCache
{
    private readonly ConcurrentDictionary<CityId, Entry> _cities = new();

    public async Task<CitySnapshot?> FindAsync(CityId city, CancellationToken cancellation)
    {
        if (_cities.TryGetValue(city, out var known) && known.Snapshot is { } present) return present;
        var entry = _cities.GetOrAdd(city, _ => new Entry(0, null));
        if (await store.LoadAsync(city, cancellation) is not { } setup) return null;
        var loaded = new CitySnapshot(setup);
        // An edit saved while this was being read has changed the entry; then the next call reads again.
        _cities.TryUpdate(city, entry with { Snapshot = loaded }, entry);
        return loaded;
    }

    /// <summary>To be called after every save: the next look-up reads again.</summary>
    public void Forget(CityId city) =>
        _cities.AddOrUpdate(city, _ => new Entry(1, null), (_, entry) => new Entry(entry.Generation + 1, null));

    void ICityCache.Forget(CityId? city, CityChange change)
    {
        if (change is ProceduresPublished) return;
        foreach (var known in city is { } one ? [one] : _cities.Keys) Forget(known);
    }

    private sealed record Entry(long Generation, CitySnapshot? Snapshot);
}
