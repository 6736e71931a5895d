using System.Collections.Immutable;

namespace Samanvay.Feel.Values;

/// <summary>Keeps lists in lists and contexts in contexts to a depth that every walk can bear.</summary>
internal static class Nesting
{
    public const int DepthMax = 50;

    public static int Around(ImmutableArray<FeelValue> items)
    {
        var deepest = 0;
        foreach (var item in items) deepest = Math.Max(deepest, item.Depth);
        return Checked(deepest + 1);
    }

    public static int Checked(int depth) =>
        depth <= DepthMax
            ? depth
            : throw new FeelLimitException(
                $"Lists and contexts are nested more than {DepthMax} deep. Use flatter data.");
}
