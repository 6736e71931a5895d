using System.Numerics;

namespace Samanvay.Adapters.Measures;

/// <summary>An exact quotient: a yard is 0.9144 m, and a ninth of it is no decimal number.</summary>
internal readonly record struct Ratio(BigInteger Numerator, BigInteger Denominator)
{
    public static Ratio One { get; } = new(1, 1);

    public static Ratio Zero { get; } = new(0, 1);

    public bool IsZero => Numerator.IsZero;

    public static Ratio Of(decimal value)
    {
        var scale = BigInteger.Pow(10, value.Scale);
        return new Ratio(new BigInteger(value * (decimal)scale), scale).Reduced();
    }

    public static Ratio Ten(int exponent) => exponent >= 0
        ? new(BigInteger.Pow(10, exponent), 1)
        : new(1, BigInteger.Pow(10, -exponent));

    public static Ratio operator *(Ratio left, Ratio right) =>
        new Ratio(left.Numerator * right.Numerator, left.Denominator * right.Denominator).Reduced();

    public static Ratio operator /(Ratio left, Ratio right) =>
        new Ratio(left.Numerator * right.Denominator, left.Denominator * right.Numerator).Reduced();

    public static Ratio operator +(Ratio left, Ratio right) => new Ratio(
        (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
        left.Denominator * right.Denominator).Reduced();

    public static Ratio operator -(Ratio left, Ratio right) => left + new Ratio(-right.Numerator, right.Denominator);

    public static bool operator <=(Ratio left, Ratio right) =>
        left.Numerator * right.Denominator <= right.Numerator * left.Denominator;

    public static bool operator >=(Ratio left, Ratio right) => right <= left;

    public Ratio Power(int exponent) => exponent >= 0
        ? new(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent))
        : new Ratio(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent)).Reduced();

    /// <summary>Rounded half to even; none where it is larger than <paramref name="most"/>.</summary>
    public decimal? ToDecimal(int digits, decimal most)
    {
        var scale = BigInteger.Pow(10, digits);
        var whole = BigInteger.DivRem(Numerator * scale, Denominator, out var rest);
        var twice = BigInteger.Abs(rest) * 2;
        if (twice > Denominator || (twice == Denominator && !whole.IsEven)) whole += Numerator.Sign;
        if (BigInteger.Abs(whole) > new BigInteger(most) * scale) return null;
        var (quotient, remainder) = BigInteger.DivRem(whole, scale);
        return (decimal)quotient + ((decimal)remainder / (decimal)scale);
    }

    // The denominator stays above zero.
    private Ratio Reduced()
    {
        var divisor = BigInteger.GreatestCommonDivisor(Numerator, Denominator) * Denominator.Sign;
        return new(Numerator / divisor, Denominator / divisor);
    }
}
