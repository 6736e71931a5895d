using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Samanvay.Feel.Values;

/// <summary>Named values in the order in which they were written; the order does not matter for equality.</summary>
[JsonConverter(typeof(FeelContextConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "Context is the standard's word.")]
public sealed class FeelContext : FeelValue, IReadOnlyCollection<KeyValuePair<string, FeelValue>>
{
    public static readonly FeelContext Empty = new([]);

    // Below this a walk is faster than a table.
    private const int SmallCount = 8;

    // A table costs as much as many walks, and most contexts live for a few look-ups only.
    private const int WalksMax = 64;

    private readonly ImmutableArray<KeyValuePair<string, FeelValue>> _entries;
    private FrozenDictionary<string, FeelValue>? _table;
    private int _walks;

    private FeelContext(ImmutableArray<KeyValuePair<string, FeelValue>> entries)
    {
        _entries = entries;
        var extent = default(Extent);
        foreach (var entry in entries) extent = extent.With(Extent.OfText(entry.Key)).With(entry.Value.Extent);
        Extent = extent.Around();
    }

    public override string TypeName => "context";

    internal override Extent Extent { get; }

    public int Count => _entries.Length;

    public ImmutableArray<KeyValuePair<string, FeelValue>> Entries => _entries;

    public IEnumerable<string> Names => _entries.Select(entry => entry.Key);

    /// <summary>FEEL null when there is no such entry.</summary>
    public FeelValue this[string name] => TryGet(name, out var value) ? value : Null;

    /// <summary>A later value of a name replaces the earlier one in its place.</summary>
    public static FeelContext Of(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var builder = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
        foreach (var entry in entries)
        {
            if (places.TryAdd(entry.Key, builder.Count)) builder.Add(entry);
            else builder[places[entry.Key]] = entry;
        }

        return builder.Count == 0 ? Empty : new(builder.ToImmutable());
    }

    public static FeelContext Of(params ReadOnlySpan<(string Name, FeelValue Value)> entries)
    {
        var pairs = new List<KeyValuePair<string, FeelValue>>(entries.Length);
        foreach (var (name, value) in entries) pairs.Add(new(name, value));
        return Of(pairs);
    }

    public FeelContext With(string name, FeelValue value)
    {
        for (var index = 0; index < _entries.Length; index++)
        {
            if (_entries[index].Key == name) return new(_entries.SetItem(index, new(name, value)));
        }

        return new(_entries.Add(new(name, value)));
    }

    public FeelContext Without(string name) =>
        TryGet(name, out _) ? new(_entries.RemoveAll(entry => entry.Key == name)) : this;

    /// <summary>The entries of <paramref name="over"/> replace those of the same name.</summary>
    public FeelContext Merge(FeelContext over)
    {
        if (over.Count > 2) return Of(_entries.Concat(over._entries));
        var merged = this;
        foreach (var entry in over._entries) merged = merged.With(entry.Key, entry.Value);
        return merged;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out FeelValue? value)
    {
        // Two threads may count a walk as one; that only puts the table off.
        if (_entries.Length > SmallCount && (_table is not null || ++_walks > WalksMax))
            return Table.TryGetValue(name, out value);
        foreach (var entry in _entries)
        {
            if (!string.Equals(entry.Key, name, StringComparison.Ordinal)) continue;
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, FeelValue>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(FeelValue? other) =>
        other is FeelContext context && context.Count == Count
        && _entries.All(entry => context.TryGet(entry.Key, out var value) && value.Equals(entry.Value));

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var entry in _entries)
            hash ^= HashCode.Combine(StringComparer.Ordinal.GetHashCode(entry.Key), entry.Value);
        return hash;
    }

    private FrozenDictionary<string, FeelValue> Table =>
        _table ??= _entries.ToFrozenDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
