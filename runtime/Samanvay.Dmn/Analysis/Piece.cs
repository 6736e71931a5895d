using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Part of a column in which no cell's answer changes: one value, or all between two neighbours.</summary>
/// <param name="Low">The value that it begins with or after; null where it is open.</param>
/// <param name="Sample">One of its values, for people.</param>
internal sealed record Piece(ValueKind Kind, FeelValue? Low, FeelValue? High, FeelValue Sample)
{
    /// <summary>The texts that no cell names.</summary>
    public bool IsOther { get; init; }

    /// <summary>Its neighbours in the list are not its neighbours in an order.</summary>
    public bool IsAlone { get; init; }

    public bool IsPoint => Low is not null && ReferenceEquals(Low, High);

    public static Piece Point(FeelValue value) => new(ValueKinds.Of(value), value, value, value);

    private static Piece Alone(FeelValue value) => Point(value) with { IsAlone = true };

    /// <summary>Cuts a kind at the values; what lies between is left out where there is nothing.</summary>
    public static IEnumerable<Piece> Cut(ValueKind kind, IEnumerable<FeelValue> boundaries, bool isOrdered)
    {
        var points = Sorted(boundaries.Where(value => ValueKinds.Of(value) == kind));
        return kind switch
        {
            ValueKind.Null => points.Take(1).Select(Alone),
            ValueKind.Boolean => [Alone(FeelValue.False), Alone(FeelValue.True)],
            ValueKind.Anything => [new(kind, null, null, FeelValue.Null)],
            ValueKind.Text when !isOrdered =>
                [.. points.Select(Alone), new(kind, null, null, Samples.OtherThan(points)) { IsOther = true }],
            _ => Alternating(kind, points),
        };
    }

    private static IEnumerable<Piece> Alternating(ValueKind kind, ImmutableArray<FeelValue> points)
    {
        for (var index = 0; index <= points.Length; index++)
        {
            var (low, high) = (points.ElementAtOrDefault(index - 1), points.ElementAtOrDefault(index));
            if (Samples.Between(kind, low, high) is { } sample) yield return new(kind, low, high, sample);
            if (high is not null) yield return Point(high);
        }
    }

    private static ImmutableArray<FeelValue> Sorted(IEnumerable<FeelValue> values)
    {
        var sorted = ImmutableArray.CreateBuilder<FeelValue>();
        var comparer = Comparer<FeelValue>.Create((left, right) => FeelComparison.Compare(left, right) ?? 0);
        foreach (var value in values.Order(comparer))
        {
            if (sorted.Count == 0 || FeelComparison.Equal(sorted[^1], value) != true) sorted.Add(value);
        }

        return sorted.ToImmutable();
    }
}
