namespace Samanvay.Feel.Values;

/// <summary>How deep and how large a value is. Both are bounded, so that every walk over it comes to an end.</summary>
/// <param name="Size">Parts, and characters by the sixteen. A part that occurs twice counts twice.</param>
/// <remarks>
/// Without the size a few lines would make <c>[x, x]</c> of <c>[y, y]</c> of <c>[z, z]</c> and so on: small in memory,
/// endless to compare, write or store.
/// </remarks>
internal readonly record struct Extent(int Depth, int Size)
{
    public const int DepthMax = 50;
    public const int SizeMax = 1_000_000;

    private const int CharactersPerPart = 16;

    public static readonly Extent Single = new(1, 1);

    public static Extent OfText(string text) => new(1, 1 + text.Length / CharactersPerPart);

    /// <summary>Takes in one part of what is being made; <see cref="Around"/> adds the thing itself.</summary>
    public Extent With(Extent part) =>
        new(Math.Max(Depth, part.Depth), Math.Min(Size + part.Size, SizeMax + 1));

    public Extent Around() => (Depth, Size) switch
    {
        ( >= DepthMax, _) => throw new FeelLimitException(
            $"Lists and contexts are nested more than {DepthMax} deep. Use flatter data."),
        (_, >= SizeMax) => throw new FeelLimitException(
            $"A list or context has more than {SizeMax} parts. Keep less in it."),
        _ => new(Depth + 1, Size + 1),
    };
}
