using System.Collections.Immutable;

namespace Samanvay.Dmn.Analysis;

/// <summary>Whether other rules together surely match every case that a rule may match.</summary>
internal sealed class Coverage
{
    private const int ShortenedMax = 24;

    private readonly Grid _grid;
    private readonly int _rule;
    private readonly Effort _effort;
    private readonly ImmutableArray<Bits> _passesRest;
    private readonly HashSet<(int Depth, Bits Alive)> _covered = [];

    private Coverage(Grid grid, int rule, Effort effort)
    {
        (_grid, _rule, _effort) = (grid, rule, effort);
        _passesRest = grid.PassingRest(
            (dimension, other) => dimension.Possible[rule].IsWithin(dimension.Certain[other]));
    }

    /// <summary>The few of them that are needed for it; null when a case is left, or may be.</summary>
    public static ImmutableArray<int>? By(Grid grid, int rule, Bits others, Effort effort)
    {
        var coverage = new Coverage(grid, rule, effort);
        var near = Bits.Where(grid.Rules.Length, other => others.Has(other) && grid.Dimensions.All(
            dimension => dimension.Possible[rule].Meets(dimension.Certain[other])));
        if (near.IsEmpty || !coverage.IsCovered(0, near)) return null;
        return [.. coverage.Shortened(near).Members];
    }

    private Bits Shortened(Bits covering)
    {
        if (covering.Count > ShortenedMax) return covering;
        foreach (var other in covering.Members.Reverse())
        {
            var fewer = covering - Bits.Of(_grid.Rules.Length, other);
            if (!fewer.IsEmpty && IsCovered(0, fewer)) covering = fewer;
        }

        return covering;
    }

    private bool IsCovered(int depth, Bits alive)
    {
        if (alive.IsEmpty || !_effort.Spend()) return false;
        if (alive.Meets(_passesRest[depth])) return true;
        if (depth == _grid.Dimensions.Length) return false;
        if (_covered.Contains((depth, alive))) return true;
        var dimension = _grid.Dimensions[depth];
        var isCovered = dimension.Slices.Where(slice => slice.Pieces.Meets(dimension.Possible[_rule]))
            .All(slice => IsCovered(depth + 1, alive & slice.Certain));
        if (isCovered) _covered.Add((depth, alive));
        return isCovered;
    }
}
