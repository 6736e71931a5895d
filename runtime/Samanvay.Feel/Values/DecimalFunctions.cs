using System.Numerics;

namespace Samanvay.Feel.Values;

/// <summary>Powers, roots, exponentials and logarithms, worked out with more digits than are kept.</summary>
internal static class DecimalFunctions
{
    private const int WorkDigits = 80;
    private const int SquareDigits = 70;
    private const int HalvingsOfExp = 10;

    // e^14200 is beyond decimal128 on either side.
    private const int ExponentMax = 14_200;
    private const long PowerMax = 999_999_999;

    private static readonly BigInteger Unit = BigInteger.Pow(10, WorkDigits);
    private static readonly BigInteger LogOfTwo = LogNearOne(2 * Unit);
    private static readonly BigInteger LogOfTen = 3 * LogOfTwo + LogNearOne(Unit * 10 / 8);

    /// <summary>Null for a negative number.</summary>
    public static Decimal34? SquareRoot(Decimal34 value)
    {
        if (value.Sign < 0) return null;
        var shift = SquareDigits + (value.Exponent & 1);
        var radicand = value.Coefficient * DecimalArithmetic.Power(shift);
        var root = IntegerRoot(radicand);
        return Decimal34.OfRounded(root, (value.Exponent - shift) / 2, root * root != radicand);
    }

    public static Decimal34? Exponential(Decimal34 value)
    {
        if (value.CompareTo(Decimal34.Of(ExponentMax)) > 0) return null;
        return value.CompareTo(Decimal34.Of(-ExponentMax)) < 0 ? Decimal34.Zero : Exponential(Fixed(value));
    }

    /// <summary>Null for zero and negative numbers.</summary>
    public static Decimal34? Logarithm(Decimal34 value) =>
        value.Sign <= 0 ? null : Decimal34.Of(LogOf(value), -WorkDigits);

    public static Decimal34? Power(Decimal34 value, Decimal34 exponent)
    {
        if (exponent.ToInt64() is { } whole && Math.Abs(whole) <= PowerMax) return WholePower(value, whole);
        if (value.Sign <= 0) return value.Sign == 0 && exponent.Sign > 0 ? Decimal34.Zero : null;
        if (exponent.Exponent > 20) return value == Decimal34.One ? value : null;
        var product = LogOf(value) * (exponent.Exponent < -WorkDigits ? BigInteger.Zero : Fixed(exponent)) / Unit;
        if (BigInteger.Abs(product) > ExponentMax * Unit) return product.Sign > 0 ? null : Decimal34.Zero;
        return Exponential(product);
    }

    private static Decimal34? WholePower(Decimal34 value, long exponent)
    {
        if (exponent < 0)
        {
            return WholePower(value, -exponent) is { Sign: not 0 } power
                ? DecimalArithmetic.Divide(Decimal34.One, power)
                : null;
        }

        var (result, resultExponent) = (BigInteger.One, 0L);
        var (factor, factorExponent) = ((BigInteger)value.Coefficient, (long)value.Exponent);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                (result, resultExponent) = Shortened(result * factor, resultExponent + factorExponent);
            (factor, factorExponent) = Shortened(factor * factor, factorExponent * 2);
            factorExponent = Math.Clamp(factorExponent, -int.MaxValue, int.MaxValue);
        }

        return Math.Abs(resultExponent) > 100_000
            ? resultExponent > 0 && !result.IsZero ? null : Decimal34.Zero
            : Decimal34.Of(result, (int)resultExponent);
    }

    private static (BigInteger Coefficient, long Exponent) Shortened(BigInteger coefficient, long exponent)
    {
        var excess = DecimalArithmetic.Digits(coefficient) - WorkDigits;
        return excess <= 0
            ? (coefficient, exponent)
            : (DecimalArithmetic.DivideHalfEven(coefficient, excess, false), exponent + excess);
    }

    private static BigInteger Fixed(Decimal34 value) =>
        value.Exponent >= -WorkDigits
            ? value.ScaledTo(-WorkDigits)
            : value.Coefficient / DecimalArithmetic.Power(-WorkDigits - value.Exponent);

    // e^x = 10^k * e^r, and e^r = (e^(r/1024))^1024.
    private static Decimal34? Exponential(BigInteger value)
    {
        var power = (int)(value / LogOfTen);
        var rest = (value - power * LogOfTen) >> HalvingsOfExp;
        var (sum, term) = (Unit, Unit);
        for (var n = 1; !term.IsZero && n < 200; n++)
        {
            term = term * rest / (Unit * n);
            sum += term;
        }

        for (var square = 0; square < HalvingsOfExp; square++) sum = sum * sum / Unit;
        return Decimal34.Of(sum, power - WorkDigits);
    }

    private static BigInteger LogOf(Decimal34 value)
    {
        var digits = DecimalArithmetic.Digits(value.Coefficient);
        var mantissa = value.Coefficient * DecimalArithmetic.Power(WorkDigits - digits + 1);
        var halvings = 0;
        for (; mantissa > Unit * 4 / 3; halvings++) mantissa /= 2;
        return LogNearOne(mantissa) + halvings * LogOfTwo + (value.Exponent + digits - 1) * LogOfTen;
    }

    // ln m = 2 artanh((m - 1) / (m + 1)).
    private static BigInteger LogNearOne(BigInteger mantissa)
    {
        var ratio = (mantissa - Unit) * Unit / (mantissa + Unit);
        var square = ratio * ratio / Unit;
        var sum = BigInteger.Zero;
        for (var n = 1; !ratio.IsZero; n += 2)
        {
            sum += ratio / n;
            ratio = ratio * square / Unit;
        }

        return 2 * sum;
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        if (value.IsZero) return value;
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }
}
