using System.Collections.Immutable;

namespace Samanvay.Dmn.Analysis;

/// <summary>Goes through all cases, dimension by dimension, and leaves a branch as soon as it is decided.</summary>
internal sealed class GapSearch
{
    private readonly Grid _grid;
    private readonly Effort _effort;
    private readonly int _gapsMax;
    private readonly ImmutableArray<Bits> _passesRest;
    private readonly HashSet<(int Depth, Bits Certain, Bits Possible)> _covered = [];
    private readonly List<Region> _gaps = [];

    private GapSearch(Grid grid, Effort effort, int gapsMax)
    {
        (_grid, _effort, _gapsMax) = (grid, effort, gapsMax);
        _passesRest = grid.PassingRest((dimension, rule) => dimension.Whole.IsWithin(dimension.Certain[rule]));
    }

    /// <summary>Cases that surely no rule matches, each as large as it can be made; not more than asked for.
    /// </summary>
    public static GapResult Find(Grid grid, Effort effort, int gapsMax)
    {
        var search = new GapSearch(grid, effort, gapsMax);
        var all = Bits.All(grid.Rules.Length);
        search.Visit(0, all, all, []);
        return new([.. search._gaps], search.IsOpen);
    }

    // Some case is matched only if a cell that is no comparison lets it.
    private bool IsOpen { get; set; }

    /// <summary>True where nothing is left to find below, so that the same need not be looked at again.</summary>
    private bool Visit(int depth, Bits certain, Bits possible, ImmutableList<Bits> path)
    {
        if (_gaps.Count == _gapsMax || !_effort.Spend()) return false;
        if (possible.IsEmpty) return Gap(path);
        if (certain.Meets(_passesRest[depth])) return true;
        if (depth == _grid.Dimensions.Length) return IsOpen = true;
        if (_covered.Contains((depth, certain, possible))) return true;
        var isCovered = true;
        foreach (var slice in _grid.Dimensions[depth].Slices)
            isCovered &= Visit(depth + 1, certain & slice.Certain, possible & slice.Possible, path.Add(slice.Pieces));
        if (isCovered) _covered.Add((depth, certain, possible));
        return isCovered;
    }

    private bool Gap(ImmutableList<Bits> path)
    {
        var found = new Region(
            [.. path, .. _grid.Dimensions.Skip(path.Count).Select(dimension => dimension.Whole)]);
        if (!_gaps.Any(known => known.Holds(found))) _gaps.Add(Widened(found));
        return false;
    }

    // One large gap says more than ten small ones side by side.
    private Region Widened(Region region)
    {
        var sides = region.Sides.ToArray();
        for (var side = 0; side < sides.Length; side++)
        {
            var others = Bits.All(_grid.Rules.Length);
            for (var other = 0; other < sides.Length; other++)
                if (other != side) others &= Touching(other, sides[other]);
            foreach (var slice in _grid.Dimensions[side].Slices.Where(slice => !slice.Possible.Meets(others)))
                sides[side] |= slice.Pieces;
        }

        return new([.. sides]);
    }

    private Bits Touching(int side, Bits pieces) =>
        Bits.Where(_grid.Rules.Length, rule => _grid.Dimensions[side].Possible[rule].Meets(pieces));
}

/// <param name="IsOpen">Whether some cases are matched can not be said.</param>
internal sealed record GapResult(ImmutableArray<Region> Gaps, bool IsOpen);
