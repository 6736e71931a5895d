using System.Collections.Immutable;

namespace Samanvay.Dmn.Analysis;

/// <summary>One thing that a table asks about, cut into pieces, and what each rule says of each piece.</summary>
/// <param name="Columns">The columns that ask for it; more than one where a table asks for the same twice.</param>
/// <param name="Certain">For each rule the pieces that its cells pass.</param>
/// <param name="Possible">Also those of which nobody can say, since a cell is no comparison.</param>
internal sealed record Dimension(
    string Name, ImmutableArray<int> Columns, ImmutableArray<Piece> Pieces, ImmutableArray<Bits> Certain,
    ImmutableArray<Bits> Possible)
{
    public Bits Whole { get; } = Bits.All(Pieces.Length);

    /// <summary>Pieces that all rules treat alike, together: what a search has to tell apart.</summary>
    public ImmutableArray<Slice> Slices { get; } = Sliced(Pieces.Length, Certain, Possible);

    private static ImmutableArray<Slice> Sliced(int pieces, ImmutableArray<Bits> certain, ImmutableArray<Bits> possible)
    {
        var slices = new Dictionary<(Bits, Bits), List<int>>();
        for (var piece = 0; piece < pieces; piece++)
        {
            var number = piece;
            var key = (
                Bits.Where(certain.Length, rule => certain[rule].Has(number)),
                Bits.Where(possible.Length, rule => possible[rule].Has(number)));
            if (!slices.TryGetValue(key, out var alike)) slices[key] = alike = [];
            alike.Add(piece);
        }

        return
        [
            .. slices.OrderBy(slice => slice.Value[0]).Select(slice => new Slice(
                Bits.Where(pieces, slice.Value.ToHashSet().Contains), slice.Key.Item1, slice.Key.Item2)),
        ];
    }
}

/// <param name="Certain">The rules whose cells every value of it passes.</param>
internal sealed record Slice(Bits Pieces, Bits Certain, Bits Possible);
