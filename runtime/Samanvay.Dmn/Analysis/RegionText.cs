using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Cases in the words of a decision table: the cells of a rule that would match just them.</summary>
internal static class RegionText
{
    // More than this nobody reads; the cells of the missing rule hold them all.
    private const int ListedMax = 8;

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
        var sides = grid.Dimensions.Zip(region.Sides).Where(side => !side.First.Whole.IsWithin(side.Second));
        return Listed(
            [.. sides.Select(side => (Sentence)$"{Shown.Of(side.First.Name)}: {Words(side.First, side.Second)}")],
            (left, right) => $"{left}; {right}");
    }

    private static Sentence Words(Dimension dimension, Bits pieces)
    {
        if (LeftOut(dimension, pieces) is not { } left)
        {
            return Listed(
                [.. Runs(dimension, pieces).Select(run => Words(run.First, run.Last))],
                (one, other) => $"{one}, or {other}")!;
        }

        if (left.All(piece => piece.Kind == ValueKind.Null)) return "any value";
        var words = Listed([.. left.Select(piece => Word(piece.Sample))], (one, other) => $"{one}, {other}");
        return $"anything but {words}";
    }

    private static Sentence Words(Piece first, Piece last)
    {
        if (first.IsOther) return "any text that no rule names";
        if (ReferenceEquals(first, last) && first.IsPoint) return Word(first.Sample);
        var low = first.Low is null ? null : first.IsPoint
            ? (Sentence)$"at least {Word(first.Low)}" : $"more than {Word(first.Low)}";
        var high = last.High is null ? null : last.IsPoint
            ? (Sentence)$"at most {Word(last.High)}" : $"less than {Word(last.High)}";
        if (low is null) return high ?? $"a value of the type {first.Sample.TypeName}";
        return high is null ? low : $"{low} and {high}";
    }

    private static Sentence Word(FeelValue value) => value switch
    {
        FeelNull => "no value",
        FeelString => Shown.Of(FeelText.Literal(value)),
        _ => Shown.Of(FeelText.Display(value)),
    };

    private static Sentence? Listed(ImmutableArray<Sentence> words, Func<Sentence, Sentence, Sentence> join)
    {
        var told = Sentence.Joined(words.AsSpan()[..Math.Min(words.Length, ListedMax)], join);
        return words.Length > ListedMax ? $"{told} (and {words.Length - ListedMax} more)" : told;
    }

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
        if (LeftOut(dimension, pieces) is { } left) return $"not({Literals(left)})";
        return string.Join(", ", Runs(dimension, pieces).Select(run =>
            run.First.IsOther ? OtherText(dimension) : Text(run.First, run.Last)));
    }

    // What does not belong to it, where that says it more shortly.
    private static ImmutableArray<Piece>? LeftOut(Dimension dimension, Bits pieces)
    {
        var left = Of(dimension, dimension.Whole - pieces);
        var isShorter = left.All(piece => piece.Kind == ValueKind.Null)
            || (Of(dimension, pieces).Any(piece => piece.IsOther)
                && dimension.Pieces.All(piece => piece.Kind is ValueKind.Text or ValueKind.Null));
        return isShorter ? left : null;
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
