using System.Numerics;

namespace Samanvay.Feel.Values;

public sealed class FeelNumber : FeelValue
{
    private static readonly FeelNumber[] Small =
    [
        .. Enumerable.Range(-16, 273).Select(value => new FeelNumber(Decimal34.Of((long)value))),
    ];

    private FeelNumber(Decimal34 value) => Value = value;

    public Decimal34 Value { get; }

    public override string TypeName => "number";

    public static FeelNumber Of(Decimal34 value) =>
        value.Exponent == 0 && value.Coefficient >= -16 && value.Coefficient <= 256
            ? Small[(int)value.Coefficient + 16]
            : new FeelNumber(value);

    public static new FeelNumber Of(long value) => Of(Decimal34.Of(value));

    public static new FeelNumber Of(decimal value) => Of(Decimal34.Of(value));

    /// <summary>Null where <paramref name="value"/> is no number of decimal128.</summary>
    public static FeelValue OrNull(Decimal34? value) => value is { } number ? Of(number) : Null;

    /// <summary>The whole number, or null when there is a fraction or it does not fit.</summary>
    public int? ToInt32() =>
        Value.ToInt64() is { } value && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    public long? ToInt64() => Value.ToInt64();

    public decimal? ToDecimal() => Value.ToDecimal();

    public double ToDouble() => Value.ToDouble();

    public static FeelValue Of(BigInteger value) => OrNull(Decimal34.Of(value, 0));

    public override bool Equals(FeelValue? other) => other is FeelNumber number && number.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();
}
