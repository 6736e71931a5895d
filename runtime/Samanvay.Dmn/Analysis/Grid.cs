using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;

namespace Samanvay.Dmn.Analysis;

/// <summary>A table cut to pieces: the product of its dimensions is every case that can come.</summary>
/// <param name="Rules">Those that can be read; everything else here counts them from 0.</param>
/// <param name="Opaque">The cells that are no comparison.</param>
internal sealed record Grid(
    ReadTable Read, ImmutableArray<RuleNode> Rules, ImmutableArray<Dimension> Dimensions,
    ImmutableArray<OpaqueCell> Opaque)
{
    /// <summary>No two dimensions are calculated from the same input.</summary>
    public required bool AreIndependent { get; init; }

    /// <summary>Which values may come at all is known for each dimension.</summary>
    public required bool AreDomainsKnown { get; init; }

    /// <summary>The cells name so many values that some columns were not cut.</summary>
    public required bool IsTooFine { get; init; }

    /// <summary>Every rule and every column could be read.</summary>
    public required bool IsWhole { get; init; }

    public int ColumnCount => Read.Node.Inputs.Length;

    /// <summary>Some value passes each cell of the rule, as far as anybody can say.</summary>
    public bool CanMatch(int rule) => Dimensions.All(dimension => !dimension.Possible[rule].IsEmpty);

    /// <summary>There is a case that surely passes both.</summary>
    public bool Meet(int rule, int other) =>
        Dimensions.All(dimension => dimension.Certain[rule].Meets(dimension.Certain[other]));

    /// <summary>For each dimension, and behind the last, the rules that pass in it and in all that follow.</summary>
    public ImmutableArray<Bits> PassingRest(Func<Dimension, int, bool> passes)
    {
        var rest = new Bits[Dimensions.Length + 1];
        rest[^1] = Bits.All(Rules.Length);
        for (var depth = Dimensions.Length - 1; depth >= 0; depth--)
        {
            var dimension = Dimensions[depth];
            rest[depth] = rest[depth + 1] & Bits.Where(Rules.Length, rule => passes(dimension, rule));
        }

        return [.. rest];
    }

    public Region Shared(int rule, int other) =>
        new([.. Dimensions.Select(dimension => dimension.Certain[rule] & dimension.Certain[other])]);

    /// <summary>Cases of the rule without the cells that nothing passes.</summary>
    public Region Around(int rule) => new(
    [
        .. Dimensions.Select(dimension =>
            dimension.Possible[rule].IsEmpty ? dimension.Whole : dimension.Possible[rule]),
    ]);

    /// <summary>Cases of the rule; where a cell can not be judged, those that it may let pass.</summary>
    public Region Of(int rule) => new(
    [
        .. Dimensions.Select(dimension =>
            dimension.Certain[rule].IsEmpty ? dimension.Possible[rule] : dimension.Certain[rule]),
    ]);
}

/// <summary>Some pieces of each dimension: the cases that take one of them in each.</summary>
internal sealed record Region(ImmutableArray<Bits> Sides)
{
    /// <summary>There is no such case.</summary>
    public bool IsEmpty => Sides.Any(side => side.IsEmpty);

    public bool Holds(Region other) =>
        Sides.Zip(other.Sides).All(pair => pair.Second.IsWithin(pair.First));
}

internal sealed record OpaqueCell(RuleNode Rule, int Column, string Text);
