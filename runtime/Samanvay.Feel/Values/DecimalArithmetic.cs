using System.Numerics;

namespace Samanvay.Feel.Values;

/// <summary>Arithmetic of decimal128: exact, then rounded half to even. Null where no number is the answer.</summary>
public static class DecimalArithmetic
{
    private static readonly BigInteger[] Powers =
    [
        .. Enumerable.Range(0, 80).Select(power => BigInteger.Pow(10, power)),
    ];

    // Beyond this distance the smaller operand can only decide the rounding, never a digit.
    private const int AlignmentMax = 2 * Decimal34.Precision + 4;

    public static Decimal34? Add(Decimal34 left, Decimal34 right)
    {
        if (left.Exponent == right.Exponent) return Decimal34.Of(left.Coefficient + right.Coefficient, left.Exponent);
        if (left.Sign == 0) return right;
        if (right.Sign == 0) return left;
        if (left.Exponent < right.Exponent) (left, right) = (right, left);
        if (FitsSmall(left) && FitsSmall(right) && left.Exponent - right.Exponent <= 18)
        {
            return Decimal34.Of(
                left.Coefficient * SmallPower(left.Exponent - right.Exponent) + right.Coefficient, right.Exponent);
        }

        if (left.Exponent - right.Exponent > AlignmentMax)
        {
            return Decimal34.OfRounded(
                left.ScaledTo(left.Exponent - AlignmentMax) + right.Sign, left.Exponent - AlignmentMax, true);
        }

        return Decimal34.Of(left.ScaledTo(right.Exponent) + right.Coefficient, right.Exponent);
    }

    public static Decimal34? Subtract(Decimal34 left, Decimal34 right) => Add(left, -right);

    public static Decimal34? Multiply(Decimal34 left, Decimal34 right)
    {
        var exponent = left.Exponent + right.Exponent;
        return FitsSmall(left) && FitsSmall(right)
            ? Decimal34.Of(left.Coefficient * right.Coefficient, exponent)
            : Decimal34.Of((BigInteger)left.Coefficient * right.Coefficient, exponent);
    }

    public static Decimal34? Divide(Decimal34 left, Decimal34 right)
    {
        if (right.Sign == 0) return null;
        var shift = Math.Max(0, Decimal34.Precision + 1 + Digits(right.Coefficient) - Digits(left.Coefficient));
        var quotient = BigInteger.DivRem(left.Coefficient * Power(shift), right.Coefficient, out var remainder);
        return Decimal34.OfRounded(quotient, left.Exponent - right.Exponent - shift, !remainder.IsZero);
    }

    /// <summary>
    /// DMN 1.5, table 76: <c>dividend - divisor * floor(dividend / divisor)</c>; the sign is the divisor's.
    /// </summary>
    public static Decimal34? Modulo(Decimal34 dividend, Decimal34 divisor)
    {
        if (divisor.Sign == 0) return null;
        var exponent = Math.Min(dividend.Exponent, divisor.Exponent);
        if (Math.Max(dividend.Exponent, divisor.Exponent) - exponent > 12_000) return null;
        var whole = divisor.ScaledTo(exponent);
        var remainder = BigInteger.Remainder(dividend.ScaledTo(exponent), whole);
        return Decimal34.Of(
            !remainder.IsZero && remainder.Sign != whole.Sign ? remainder + whole : remainder, exponent);
    }

    public static int Compare(Decimal34 left, Decimal34 right)
    {
        if (left.Exponent == right.Exponent) return left.Coefficient.CompareTo(right.Coefficient);
        if (left.Sign != right.Sign) return left.Sign.CompareTo(right.Sign);
        var distance = left.Exponent - right.Exponent;
        if (FitsSmall(left) && FitsSmall(right) && distance is >= -18 and <= 18)
        {
            return distance > 0
                ? (left.Coefficient * SmallPower(distance)).CompareTo(right.Coefficient)
                : left.Coefficient.CompareTo(right.Coefficient * SmallPower(-distance));
        }

        var leftTop = left.Exponent + Digits(left.Coefficient);
        var rightTop = right.Exponent + Digits(right.Coefficient);
        if (leftTop != rightTop) return leftTop.CompareTo(rightTop) * left.Sign;
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return left.ScaledTo(exponent).CompareTo(right.ScaledTo(exponent));
    }

    /// <summary>Keeps <paramref name="scale"/> digits after the point (before it when negative).</summary>
    public static Decimal34? Round(Decimal34 value, int scale, DecimalRounding rounding)
    {
        var excess = -scale - value.Exponent;
        if (excess <= 0) return value;
        var digits = Digits(value.Coefficient);
        var unit = Power(Math.Min(excess, digits + 1));
        var quotient = BigInteger.DivRem(value.Coefficient, unit, out var remainder);
        if (AwayFromZero(quotient, remainder, unit, rounding)) quotient += value.Sign;
        return quotient.IsZero ? Decimal34.Zero : Decimal34.Of(quotient, -scale);
    }

    internal static int Digits(BigInteger value)
    {
        value = BigInteger.Abs(value);
        if (value.IsZero) return 1;
        var estimate = (int)((value.GetBitLength() - 1) * 30103 / 100000);
        while (value >= Power(estimate)) estimate++;
        return estimate;
    }

    internal static BigInteger DivideHalfEven(BigInteger coefficient, int digits, bool hasRemainder)
    {
        var unit = Power(digits);
        var quotient = BigInteger.DivRem(coefficient, unit, out var remainder);
        var twice = (BigInteger.Abs(remainder) * 2).CompareTo(unit);
        var up = twice > 0 || twice == 0 && (hasRemainder || !quotient.IsEven);
        return up ? quotient + (coefficient.Sign < 0 ? -1 : 1) : quotient;
    }

    internal static BigInteger Power(int exponent) =>
        exponent < Powers.Length ? Powers[exponent] : BigInteger.Pow(10, exponent);

    private static bool AwayFromZero(
        BigInteger quotient, BigInteger remainder, BigInteger unit, DecimalRounding rounding)
    {
        if (remainder.IsZero) return false;
        var half = (BigInteger.Abs(remainder) * 2).CompareTo(unit);
        return rounding switch
        {
            DecimalRounding.Up => true,
            DecimalRounding.Down => false,
            DecimalRounding.Floor => remainder.Sign < 0,
            DecimalRounding.Ceiling => remainder.Sign > 0,
            DecimalRounding.HalfUp => half >= 0,
            DecimalRounding.HalfDown => half > 0,
            _ => half > 0 || half == 0 && !quotient.IsEven,
        };
    }

    private static bool FitsSmall(Decimal34 value) =>
        value.Coefficient >= -999_999_999_999_999_999 && value.Coefficient <= 999_999_999_999_999_999;

    private static long SmallPower(int exponent)
    {
        var power = 1L;
        for (var digit = 0; digit < exponent; digit++) power *= 10;
        return power;
    }
}

/// <summary>Up and Down are away from and towards zero, as in FEEL's <c>round up</c> and <c>round down</c>.</summary>
public enum DecimalRounding { HalfEven, HalfUp, HalfDown, Up, Down, Floor, Ceiling }
