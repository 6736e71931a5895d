using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>A range or a point, by its two edges.</summary>
internal readonly record struct Interval(Edge Start, Edge End)
{
    public static Interval Of(FeelValue value) => value is FeelRange range
        ? new(
            range.Start.IsNull ? Edge.Before : new(range.Start, range.StartIncluded ? 0 : 1),
            range.End.IsNull ? Edge.Behind : new(range.End, range.EndIncluded ? 0 : -1))
        : new(new(value, 0), new(value, 0));
}

/// <summary>
/// Where an interval ends. An end that is not included lies a hair inside: then all the rules of table 78 are plain
/// comparisons.
/// </summary>
internal readonly record struct Edge(FeelValue Value, int Hair)
{
    private const int Infinity = 2;

    public static Edge Before => new(FeelValue.Null, -Infinity);

    public static Edge Behind => new(FeelValue.Null, Infinity);

    public bool? Is(Edge other) => Compare(other) is { } order ? order == 0 : null;

    /// <summary>The two share a point.</summary>
    public bool? Meets(Edge other) => Compare(other) is { } order ? order == 0 && Hair == 0 && other.Hair == 0 : null;

    public static bool? operator <(Edge left, Edge right) => left.Compare(right) is { } order ? order < 0 : null;

    public static bool? operator >(Edge left, Edge right) => left.Compare(right) is { } order ? order > 0 : null;

    public static bool? operator <=(Edge left, Edge right) => left.Compare(right) is { } order ? order <= 0 : null;

    public static bool? operator >=(Edge left, Edge right) => left.Compare(right) is { } order ? order >= 0 : null;

    private int? Compare(Edge other)
    {
        if (Value.IsNull || other.Value.IsNull)
            return (Value.IsNull ? Hair : 0).CompareTo(other.Value.IsNull ? other.Hair : 0);
        var order = FeelComparison.Compare(Value, other.Value);
        return order == 0 ? Hair.CompareTo(other.Hair) : order;
    }
}
