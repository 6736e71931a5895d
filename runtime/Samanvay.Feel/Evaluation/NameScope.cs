using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>One level of names at compile time; each has a <see cref="Frame"/> when it runs.</summary>
/// <param name="isItem">The level of a filter: slot 0 is the item, whose own entries are names too, known only when
/// it runs.</param>
internal sealed class NameScope(NameScope? parent, ImmutableArray<string> names, bool isItem = false)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public NameScope? Parent { get; } = parent;

    public bool IsItem { get; } = isItem;

    /// <summary>How many of the names are given so far; the entries of a context see only those before them.</summary>
    public int Visible { get; set; } = names.Length;

    public int IndexOf(string name)
    {
        var index = names.LastIndexOf(name, Math.Max(Visible - 1, 0), Visible, StringComparer.Ordinal);
        if (index >= 0) _used.Add(name);
        return index;
    }

    public bool IsUsed(string name) => _used.Contains(name);

    /// <summary>Asks anew from here on whether a name is used.</summary>
    public void ForgetUse(string name) => _used.Remove(name);

    public static Compiled Slot(int levels, int index) => levels switch
    {
        0 => frame => frame.Slots[index],
        1 => frame => frame.Up(1).Slots[index],
        _ => frame => frame.Up(levels).Slots[index],
    };

    /// <summary>An entry of the filtered item when it has one, else what the name means outside.</summary>
    public static Compiled Entry(int levels, string name, Compiled outside) => frame =>
        frame.Up(levels).Slots[0] is FeelContext item && item.TryGet(name, out var value) ? value : outside(frame);
}
