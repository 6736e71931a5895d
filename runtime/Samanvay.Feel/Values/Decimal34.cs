using System.Globalization;
using System.Numerics;

namespace Samanvay.Feel.Values;

/// <summary>A decimal number of 34 significant digits (IEEE 754 decimal128), always without trailing zeros.</summary>
/// <remarks>DMN 1.5, 10.3.2.3.1: FEEL's number is based on decimal128; infinities and NaN do not exist, such a result
/// is null.</remarks>
public readonly record struct Decimal34 : IComparable<Decimal34>
{
    public const int Precision = 34;
    private const int ExponentMax = 6111;
    private const int ExponentMin = -6176;

    private static readonly Int128 CoefficientLimit = (Int128)BigInteger.Pow(10, Precision);

    private Decimal34(Int128 coefficient, int exponent)
    {
        Coefficient = coefficient;
        Exponent = exponent;
    }

    public Int128 Coefficient { get; }

    /// <summary>The power of ten by which the coefficient is multiplied.</summary>
    public int Exponent { get; }

    public static Decimal34 Zero => default;

    public static Decimal34 One { get; } = new(1, 0);

    public int Sign => Int128.Sign(Coefficient);

    public bool IsInteger => Exponent >= 0;

    public static Decimal34 Of(long value) => Normalise(value, 0);

    public static Decimal34 Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // The words are bits, not numbers: one with its highest bit set is no overflow.
        var magnitude = unchecked(((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0]);
        var scale = (bits[3] >> 16) & 0xFF;
        return Normalise(bits[3] < 0 ? -magnitude : magnitude, -scale);
    }

    /// <summary>Null when the magnitude is beyond decimal128.</summary>
    public static Decimal34? Of(BigInteger coefficient, int exponent) =>
        OfRounded(coefficient, exponent, hasRemainder: false);

    /// <summary>
    /// Rounds half to even; <paramref name="hasRemainder"/> says that non-zero digits were cut off before.
    /// </summary>
    internal static Decimal34? OfRounded(BigInteger coefficient, int exponent, bool hasRemainder)
    {
        var digits = DecimalArithmetic.Digits(coefficient);
        var excess = digits - Precision;
        if (exponent + Math.Max(excess, 0) < ExponentMin) excess = Math.Min(ExponentMin - exponent, digits + 1);
        if (excess > 0)
        {
            coefficient = DecimalArithmetic.DivideHalfEven(coefficient, excess, hasRemainder);
            exponent += excess;
        }

        if (coefficient.IsZero) return Zero;
        return InRange((Int128)coefficient, exponent);
    }

    internal static Decimal34? Of(Int128 coefficient, int exponent) =>
        Int128.Abs(coefficient) < CoefficientLimit && exponent is > -6000 and < 6000
            ? Normalise(coefficient, exponent)
            : Of((BigInteger)coefficient, exponent);

    public BigInteger ScaledTo(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);

    public int CompareTo(Decimal34 other) => DecimalArithmetic.Compare(this, other);

    public static bool operator <(Decimal34 left, Decimal34 right) => left.CompareTo(right) < 0;

    public static bool operator >(Decimal34 left, Decimal34 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Decimal34 left, Decimal34 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Decimal34 left, Decimal34 right) => left.CompareTo(right) >= 0;

    public static Decimal34 operator -(Decimal34 value) => new(-value.Coefficient, value.Exponent);

    /// <summary>Null when the value is no whole number or does not fit.</summary>
    public long? ToInt64()
    {
        if (Exponent is < 0 or > 18) return Coefficient == 0 ? 0 : null;
        var value = ScaledTo(0);
        return BigInteger.Abs(value) <= long.MaxValue ? (long)value : null;
    }

    /// <summary>The nearest <see cref="decimal"/>; null when the magnitude does not fit.</summary>
    public decimal? ToDecimal() =>
        decimal.TryParse(ToScientific(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public double ToDouble() => double.Parse(ToScientific(), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads <c>12</c>, <c>-.5</c>, <c>1.5e-3</c>; null for anything else.</summary>
    public static Decimal34? Parse(ReadOnlySpan<char> text) => DecimalText.Parse(text);

    /// <summary>Plain notation as long as it stays short, else with an exponent.</summary>
    public override string ToString() => DecimalText.Plain(this);

    private string ToScientific() => string.Create(CultureInfo.InvariantCulture, $"{Coefficient}E{Exponent}");

    private static Decimal34? InRange(Int128 coefficient, int exponent)
    {
        var normal = Normalise(coefficient, exponent);
        if (normal.Exponent <= ExponentMax) return normal;
        // A short coefficient may still take zeros in: 1E6144 is 10^33 E6111.
        var room = Precision - DecimalArithmetic.Digits(normal.Coefficient);
        return normal.Exponent - room <= ExponentMax ? normal : null;
    }

    private static Decimal34 Normalise(Int128 coefficient, int exponent)
    {
        if (coefficient == 0) return Zero;
        if (Int128.Abs(coefficient) <= long.MaxValue) return NormaliseSmall((long)coefficient, exponent);
        while (coefficient % 10 == 0)
        {
            coefficient /= 10;
            exponent++;
        }

        return new(coefficient, exponent);
    }

    private static Decimal34 NormaliseSmall(long coefficient, int exponent)
    {
        while (coefficient % 10 == 0)
        {
            coefficient /= 10;
            exponent++;
        }

        return new(coefficient, exponent);
    }
}
