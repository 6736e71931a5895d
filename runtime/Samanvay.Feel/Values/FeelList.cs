using System.Collections;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samanvay.Feel.Values;

[JsonConverter(typeof(FeelListConverter))]
public sealed class FeelList : FeelValue, IReadOnlyList<FeelValue>
{
    public static readonly FeelList Empty = new([]);

    public FeelList(ImmutableArray<FeelValue> items)
    {
        Items = items;
        var extent = default(Extent);
        foreach (var item in items) extent = extent.With(item.Extent);
        Extent = extent.Around();
    }

    public ImmutableArray<FeelValue> Items { get; }

    public override string TypeName => "list";

    internal override Extent Extent { get; }

    public int Count => Items.Length;

    public FeelValue this[int index] => Items[index];

    public static FeelList Of(params ReadOnlySpan<FeelValue> items) => new([.. items]);

    public static FeelList Of(IEnumerable<FeelValue> items) => new([.. items]);

    public IEnumerator<FeelValue> GetEnumerator() => ((IEnumerable<FeelValue>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(FeelValue? other) => other is FeelList list && list.Items.SequenceEqual(Items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }
}
