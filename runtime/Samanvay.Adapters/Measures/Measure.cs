using System.Globalization;

namespace Samanvay.Adapters.Measures;

/// <summary>A unit in terms of the base units of UCUM: <c>base = value * Factor + Offset</c>.</summary>
/// <param name="Dimension">What it measures; units of one dimension can be converted.</param>
internal sealed record Measure(Dimension Dimension, Ratio Factor)
{
    public static Measure Unity { get; } = new(Dimension.None, Ratio.One);

    public Ratio Offset { get; init; } = Ratio.Zero;

    /// <summary>Of a scale that does not begin at nothing, or is no proportion: it can not be a part of another unit.
    /// (UCUM, section 3.2, special units on non-ratio scales)</summary>
    public bool IsSpecial { get; init; }

    public static Measure operator *(Measure left, Measure right) =>
        new(left.Dimension.Times(right.Dimension), left.Factor * right.Factor);

    public Measure Power(int exponent) => new(Dimension.Power(exponent), Factor.Power(exponent));

    public Ratio InBase(Ratio value) => (value * Factor) + Offset;

    public Ratio FromBase(Ratio value) => (value - Offset) / Factor;
}

/// <summary>The exponents of UCUM's base units metre, second, gram, radian, kelvin, coulomb and candela, and the name
/// of a scale that has none of them.</summary>
internal readonly record struct Dimension(
    sbyte Length, sbyte Time, sbyte Mass, sbyte Angle, sbyte Temperature, sbyte Charge, sbyte Luminosity)
{
    public static Dimension None { get; }

    /// <summary>An arbitrary unit or a logarithmic scale measures only itself; absent elsewhere.</summary>
    public string? Scale { get; init; }

    public Dimension Times(Dimension other) => new(
        Sum(Length, other.Length), Sum(Time, other.Time), Sum(Mass, other.Mass), Sum(Angle, other.Angle),
        Sum(Temperature, other.Temperature), Sum(Charge, other.Charge), Sum(Luminosity, other.Luminosity))
    {
        Scale = (Scale, other.Scale) switch
        {
            (null, var only) => only,
            (var only, null) => only,
            var (left, right) => $"{left}.{right}",
        },
    };

    public Dimension Power(int exponent) => new(
        Product(Length, exponent), Product(Time, exponent), Product(Mass, exponent), Product(Angle, exponent),
        Product(Temperature, exponent), Product(Charge, exponent), Product(Luminosity, exponent))
    {
        Scale = Scale is null || exponent == 1
            ? Scale
            : string.Create(CultureInfo.InvariantCulture, $"{Scale}^{exponent}"),
    };

    private static sbyte Sum(sbyte left, sbyte right) => checked((sbyte)(left + right));

    private static sbyte Product(sbyte left, int right) => checked((sbyte)(left * right));
}
