using System.Globalization;
using System.Numerics;
using System.Text;

namespace Samanvay.Feel.Values;

/// <summary>Numbers to and from text, independent of any culture.</summary>
internal static class DecimalText
{
    // A longer literal is not refused, its digits are rounded; a longer exponent is certainly out of range.
    private const int ExponentDigitsMax = 6;
    private const int DigitsMax = 10_000;

    public static Decimal34? Parse(ReadOnlySpan<char> text)
    {
        var position = 0;
        var negative = text.StartsWith("-", StringComparison.Ordinal);
        if (negative) position++;
        var whole = Digits(text, ref position);
        var fraction = ReadOnlySpan<char>.Empty;
        if (position < text.Length && text[position] == '.')
        {
            position++;
            fraction = Digits(text, ref position);
            if (fraction.IsEmpty) return null;
        }

        if (whole.IsEmpty && fraction.IsEmpty || whole.Length + fraction.Length > DigitsMax) return null;
        if (Exponent(text, ref position) is not { } exponent || position != text.Length) return null;
        var coefficient = Coefficient(whole, fraction);
        return Decimal34.Of(negative ? -coefficient : coefficient, exponent - fraction.Length);
    }

    public static string Plain(Decimal34 value)
    {
        if (value.Exponent is > 40 or < -100)
            return string.Create(CultureInfo.InvariantCulture, $"{value.Coefficient}E{value.Exponent}");
        var digits = Int128.Abs(value.Coefficient).ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder(value.Sign < 0 ? "-" : "");
        if (value.Exponent >= 0) return text.Append(digits).Append('0', value.Exponent).ToString();
        var point = digits.Length + value.Exponent;
        if (point > 0) return text.Append(digits.AsSpan(0, point)).Append('.').Append(digits.AsSpan(point)).ToString();
        return text.Append("0.").Append('0', -point).Append(digits).ToString();
    }

    private static BigInteger Coefficient(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        var digits = string.Concat(whole, fraction);
        return digits.Length <= 18
            ? long.Parse(digits, CultureInfo.InvariantCulture)
            : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static int? Exponent(ReadOnlySpan<char> text, ref int position)
    {
        if (position == text.Length || text[position] is not ('e' or 'E')) return 0;
        position++;
        var negative = position < text.Length && text[position] == '-';
        if (position < text.Length && text[position] is '-' or '+') position++;
        var digits = Digits(text, ref position);
        if (digits.IsEmpty || digits.Length > ExponentDigitsMax) return null;
        var value = int.Parse(digits, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }

    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text, scoped ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
        return text[start..position];
    }
}
