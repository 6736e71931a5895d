using System.Collections.Frozen;

namespace Samanvay.Activities;

/// <summary>
/// The adapters that one kind of city may reach. A drill is given a registry that holds none which reaches the outside.
/// </summary>
public sealed class ActivityAdapters(IEnumerable<IActivityAdapter> adapters)
{
    private readonly FrozenDictionary<string, IActivityAdapter> _byType =
        adapters.ToFrozenDictionary(adapter => adapter.Type, StringComparer.Ordinal);

    public IEnumerable<string> Types => _byType.Keys.Order(StringComparer.Ordinal);

    public IActivityAdapter? Find(string type) => _byType.GetValueOrDefault(type);
}
