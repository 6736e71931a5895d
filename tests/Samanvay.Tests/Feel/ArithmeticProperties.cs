using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class ArithmeticProperties
{
    private static readonly Arbitrary<Decimal34> Numbers = FeelValues.Numbers.ToArbitrary();

    [Theory]
    [InlineData("3000000000.5")]
    [InlineData("0.000000003000000000")]
    [InlineData("79228162514264337593543950335")]
    public void A_reading_with_many_digits_is_the_same_number(string text) =>
        Decimal34.Of(decimal.Parse(text, CultureInfo.InvariantCulture)).ToString()
            .ShouldBe(text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0') : text);

    [Fact]
    public void Addition_and_multiplication_commute() =>
        Prop.ForAll(Numbers, Numbers, (a, b) =>
            DecimalArithmetic.Add(a, b) == DecimalArithmetic.Add(b, a)
                && DecimalArithmetic.Multiply(a, b) == DecimalArithmetic.Multiply(b, a))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Results_are_the_exact_ones_rounded_half_to_even() =>
        Prop.ForAll(Numbers, Numbers, (a, b) =>
            DecimalArithmetic.Add(a, b) == Rounded(Exact(a) + Exact(b), 20)
                && DecimalArithmetic.Multiply(a, b) == Rounded(Exact(a) * Exact(b), 40))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_added_can_be_taken_away_again() =>
        Prop.ForAll(Numbers, Numbers, (a, b) => DecimalArithmetic.Subtract(DecimalArithmetic.Add(a, b)!.Value, b) == a)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Division_undoes_multiplication() =>
        Prop.ForAll(
            Numbers, Gen.Choose(1, 1_000_000).Select(value => Decimal34.Of((long)value)).ToArbitrary(), (a, b) =>
            DecimalArithmetic.Divide(DecimalArithmetic.Multiply(a, b)!.Value, b) == a).QuickCheckThrowOnFailure();

    [Fact]
    public void A_remainder_lies_between_zero_and_the_divisor() =>
        Prop.ForAll(
            Numbers, Gen.Choose(1, 1_000_000).Select(value => Decimal34.Of((long)value)).ToArbitrary(), (a, b) =>
            DecimalArithmetic.Modulo(a, b) is { Sign: >= 0 } rest && rest < b).QuickCheckThrowOnFailure();

    [Fact]
    public void A_root_squared_is_the_number_to_the_last_digits() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Select(value => Decimal34.Of((long)value)).ToArbitrary(), number =>
        {
            var root = DecimalFunctions.SquareRoot(number)!.Value;
            var gap = DecimalArithmetic.Subtract(DecimalArithmetic.Multiply(root, root)!.Value, number)!.Value;
            return gap < Decimal34.Of(0.00000000000000000001m) && gap > Decimal34.Of(-0.00000000000000000001m);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_exponential_undoes_the_logarithm() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).Select(value => Decimal34.Of((long)value)).ToArbitrary(), number =>
            DecimalArithmetic.Round(
                DecimalFunctions.Exponential(DecimalFunctions.Logarithm(number)!.Value)!.Value, 15,
                DecimalRounding.HalfEven) == number)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_are_read_back_from_their_text() =>
        Prop.ForAll(Numbers, number => Decimal34.Parse(number.ToString()) == number).QuickCheckThrowOnFailure();

    // All random numbers are whole multiples of 10^-20.
    private static BigInteger Exact(Decimal34 value) => value.ScaledTo(-20);

    private static Decimal34? Rounded(BigInteger value, int scale) => Decimal34.Of(value, -scale);
}
