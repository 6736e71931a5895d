namespace Samanvay.Feel.Values;

/// <summary>An interval; an end that is null is open to infinity.</summary>
public sealed class FeelRange : FeelValue
{
    public FeelRange(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded)
    {
        (Start, StartIncluded, End, EndIncluded) = (start, startIncluded, end, endIncluded);
        Extent = start.Extent.With(end.Extent).Around();
    }

    public FeelValue Start { get; }

    public bool StartIncluded { get; }

    public FeelValue End { get; }

    public bool EndIncluded { get; }

    public override string TypeName => "range";

    internal override Extent Extent { get; }

    public override bool Equals(FeelValue? other) =>
        other is FeelRange range && range.StartIncluded == StartIncluded && range.EndIncluded == EndIncluded
        && range.Start.Equals(Start) && range.End.Equals(End);

    public override int GetHashCode() => HashCode.Combine(Start, StartIncluded, End, EndIncluded);
}
