using System.Globalization;
using System.Numerics;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Finds a value between two others that a person would write: 17 rather than 16.999.</summary>
internal static class Samples
{
    private const int DigitsMax = 40;

    /// <summary>
    /// A value strictly between the two, of which either may be missing; null when there is none, as between one day
    /// and the next.
    /// </summary>
    public static FeelValue? Between(ValueKind kind, FeelValue? low, FeelValue? high) =>
        Candidates(kind, low, high).OfType<FeelValue>().FirstOrDefault(value => IsBetween(value, low, high));

    /// <summary>A text that is none of the given ones.</summary>
    public static FeelValue OtherThan(IReadOnlyCollection<FeelValue> texts) => Enumerable.Range(1, texts.Count + 1)
        .Select(number => new FeelString(
            number == 1 ? "other" : string.Create(CultureInfo.InvariantCulture, $"other {number}")))
        .First(other => !texts.Contains(other));

    private static bool IsBetween(FeelValue value, FeelValue? low, FeelValue? high) =>
        (low is null || FeelComparison.Compare(value, low) > 0)
        && (high is null || FeelComparison.Compare(value, high) < 0);

    private static IEnumerable<FeelValue?> Candidates(ValueKind kind, FeelValue? low, FeelValue? high) => kind switch
    {
        ValueKind.Number => Numbers((low as FeelNumber)?.Value, (high as FeelNumber)?.Value),
        ValueKind.Text => Texts((low as FeelString)?.Value, (high as FeelString)?.Value),
        _ => TemporalSamples.Candidates(kind, low, high),
    };

    private static IEnumerable<FeelValue?> Numbers(Decimal34? low, Decimal34? high)
    {
        if (low is null && high is null) return [FeelNumber.Of(0L)];
        if (low is null) return Numbers(-high!.Value, null).Select(Negated);
        return Scales(low.Value, high).Select(scale => FeelNumber.OrNull(Next(low.Value, scale)));
    }

    private static FeelNumber? Negated(FeelValue? value) =>
        value is FeelNumber number ? FeelNumber.Of(-number.Value) : null;

    // Few digits first; then as fine as the numbers themselves, for those that are very large or very small.
    private static IEnumerable<int> Scales(Decimal34 low, Decimal34? high)
    {
        for (var scale = 0; scale <= DigitsMax; scale++) yield return scale;
        if (high is { } end) yield return 1 - end.Exponent;
        var finest = Decimal34.Precision - Digits(low) - low.Exponent;
        yield return finest - 1;
        yield return finest;
    }

    private static int Digits(Decimal34 value) =>
        Int128.Abs(value.Coefficient).ToString(CultureInfo.InvariantCulture).Length;

    // The smallest number above that has so many digits after the point.
    private static Decimal34? Next(Decimal34 value, int scale)
    {
        var shift = value.Exponent + scale;
        var floor = shift >= 0
            ? value.Coefficient * BigInteger.Pow(10, shift)
            : FloorDivide(value.Coefficient, BigInteger.Pow(10, -shift));
        return Decimal34.Of(floor + 1, -scale);
    }

    private static BigInteger FloorDivide(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static IEnumerable<FeelValue?> Texts(string? low, string? high)
    {
        if (low is null && high is null) yield return new FeelString("text");
        if (low is not null)
        {
            if (low.Length > 0 && Beside(low[0], 1) is { } next) yield return next;
            foreach (var end in new[] { "a", " ", "\0" }) yield return new FeelString(low + end);
        }

        if (high is not { Length: > 0 }) yield break;
        if (Beside(high[0], -1) is { } previous) yield return previous;
        yield return new FeelString(high[..^1]);
    }

    private static FeelString? Beside(char character, int step) =>
        character + step is > char.MinValue and < char.MaxValue and var code && char.IsLetterOrDigit((char)code)
            ? new FeelString(((char)code).ToString())
            : null;
}
