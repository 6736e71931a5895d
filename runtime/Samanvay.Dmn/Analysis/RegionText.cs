using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Cases in the words of a decision table: the cells of a rule that would match just them.</summary>
internal static class RegionText
{
    /// <summary>One cell for each column; columns that ask the same as an earlier one have a dash.</summary>
    public static ImmutableArray<string> Cells(Grid grid, Region region)
    {
        var cells = Enumerable.Repeat("-", grid.ColumnCount).ToArray();
        for (var side = 0; side < region.Sides.Length; side++)
            cells[grid.Dimensions[side].Columns[0]] = Cell(grid.Dimensions[side], region.Sides[side]);
        return [.. cells];
    }

    /// <summary>The same for people: null where every case belongs to it.</summary>
    public static Sentence? Words(Grid grid, Region region)
    {
        Sentence? said = null;
        foreach (var (dimension, pieces) in grid.Dimensions.Zip(region.Sides))
        {
            if (Cell(dimension, pieces) is not { } cell || cell == "-") continue;
            var isRuns = !cell.StartsWith("not(", StringComparison.Ordinal);
            var what = isRuns ? RunWords(dimension, pieces) : cell;
            Sentence one = $"{dimension.Name}: {what}";
            said = said is null ? one : $"{said}; {one}";
        }

        return said;
    }

    private static Sentence RunWords(Dimension dimension, Bits pieces)
    {
        Sentence? said = null;
        foreach (var (first, last) in Runs(dimension, pieces))
        {
            var one = first.IsOther ? OtherText(dimension) : RunWords(first, last);
            said = said is null ? one : $"{said}, or {one}";
        }

        return said!;
    }

    private static Sentence RunWords(Piece first, Piece last)
    {
        if (ReferenceEquals(first, last) && first.IsPoint) return FeelText.Literal(first.Sample);
        var (low, high) = (Shown(first.Low), Shown(last.High));
        var from = low is null ? null : first.IsPoint ? Said($"at least {low}") : Said($"more than {low}");
        var to = high is null ? null : last.IsPoint ? Said($"at most {high}") : Said($"less than {high}");
        if (from is null) return to ?? Text(first, last);
        if (to is null) return from;
        return $"{from}, {to}";
    }

    private static Sentence Said(Sentence sentence) => sentence;

    private static string? Shown(FeelValue? value) =>
        value is null or FeelString ? Literal(value) : FeelText.Display(value);

    /// <summary>One case of it, without the inputs of which nothing is known; empty where there is none.</summary>
    public static ImmutableArray<ExampleInput> Example(Grid grid, Region region) => region.IsEmpty ? [] :
    [
        .. grid.Dimensions.Zip(region.Sides)
            .Select(side => (side.First.Name, Piece: Simplest(side.First, side.Second)))
            .Where(side => side.Piece.Kind != ValueKind.Anything)
            .Select(side => new ExampleInput(side.Name, side.Piece.Sample)),
    ];

    // A missing value and a text that nobody named make poor examples where there is another.
    private static Piece Simplest(Dimension dimension, Bits pieces) =>
        pieces.Members.Select(piece => dimension.Pieces[piece])
            .MinBy(piece => piece.Kind == ValueKind.Null || piece.IsOther ? 2 : piece.IsPoint ? 0 : 1)!;

    private static string Cell(Dimension dimension, Bits pieces)
    {
        if (dimension.Whole.IsWithin(pieces)) return "-";
        var (held, left) = (Of(dimension, pieces), Of(dimension, dimension.Whole - pieces));
        if (left.All(piece => piece.Kind == ValueKind.Null)) return "not(null)";
        if (held.Any(piece => piece.IsOther)
            && dimension.Pieces.All(piece => piece.Kind is ValueKind.Text or ValueKind.Null))
        {
            return $"not({Literals(left)})";
        }

        return string.Join(", ", Runs(dimension, pieces).Select(run =>
            run.First.IsOther ? OtherText(dimension) : Text(run.First, run.Last)));
    }

    private static ImmutableArray<Piece> Of(Dimension dimension, Bits pieces) =>
        [.. pieces.Members.Select(piece => dimension.Pieces[piece])];

    private static string Literals(IEnumerable<Piece> points) =>
        string.Join(", ", points.Select(piece => FeelText.Literal(piece.Sample)));

    private static string OtherText(Dimension dimension)
    {
        var named = dimension.Pieces.Where(piece => piece.Kind == ValueKind.Text && piece.IsPoint).ToImmutableArray();
        return named.IsEmpty
            ? "? instance of string"
            : $"? instance of string and not(? in ({Literals(named)}))";
    }

    // Neighbours of one kind are one interval.
    private static IEnumerable<(Piece First, Piece Last)> Runs(Dimension dimension, Bits pieces)
    {
        (Piece First, Piece Last)? run = null;
        var previous = -2;
        foreach (var index in pieces.Members)
        {
            var piece = dimension.Pieces[index];
            var goesOn = run is { } open && index == previous + 1 && open.Last.Kind == piece.Kind && !piece.IsAlone;
            if (!goesOn && run is { } ended) yield return ended;
            run = goesOn ? (run!.Value.First, piece) : (piece, piece);
            previous = index;
        }

        if (run is { } last) yield return last;
    }

    private static string Text(Piece first, Piece last)
    {
        if (ReferenceEquals(first, last) && first.IsPoint) return FeelText.Literal(first.Sample);
        var (low, high) = (Literal(first.Low), Literal(last.High));
        return (low, high) switch
        {
            (null, null) => $"? instance of {first.Sample.TypeName}",
            (null, _) => $"{(last.IsPoint ? "<=" : "<")} {high}",
            (_, null) => $"{(first.IsPoint ? ">=" : ">")} {low}",
            _ => $"{(first.IsPoint ? "[" : "(")}{low}..{high}{(last.IsPoint ? "]" : ")")}",
        };
    }

    private static string? Literal(FeelValue? value) => value is null ? null : FeelText.Literal(value);
}
