using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 76: numbers.</summary>
internal static class NumberFunctions
{
    private const int ScaleMin = -6111;
    private const int ScaleMax = 6176;

    public static readonly BuiltinForm[] All =
    [
        new("decimal", "n: number, scale: number", call => Round(call, DecimalRounding.HalfEven)),
        new("floor", "n: number", call => Round(call, DecimalRounding.Floor)),
        new("floor", "n: number, scale: number", call => Round(call, DecimalRounding.Floor)),
        new("ceiling", "n: number", call => Round(call, DecimalRounding.Ceiling)),
        new("ceiling", "n: number, scale: number", call => Round(call, DecimalRounding.Ceiling)),
        new("round up", "n: number, scale: number", call => Round(call, DecimalRounding.Up)),
        new("round down", "n: number, scale: number", call => Round(call, DecimalRounding.Down)),
        new("round half up", "n: number, scale: number", call => Round(call, DecimalRounding.HalfUp)),
        new("round half down", "n: number, scale: number", call => Round(call, DecimalRounding.HalfDown)),
        new("abs", "n: number", call => FeelNumber.Of(call.Number(0).Sign < 0 ? -call.Number(0) : call.Number(0))),
        new(
            "abs", "n: days and time duration",
            call => new FeelDaysDuration(Int128.Abs(((FeelDaysDuration)call[0]).Nanoseconds))),
        new("abs", "n: any", AbsoluteMonths),
        new("modulo", "dividend: number, divisor: number", call =>
            Result(call, DecimalArithmetic.Modulo(call.Number(0), call.Number(1)), "the divisor is zero.")),
        new(
            "sqrt", "number: number",
            call => Result(call, DecimalFunctions.SquareRoot(call.Number(0)), "a negative number has no root.")),
        new(
            "log", "number: number",
            call => Result(call, DecimalFunctions.Logarithm(call.Number(0)), "only numbers above zero have one.")),
        new(
            "exp", "number: number",
            call => Result(call, DecimalFunctions.Exponential(call.Number(0)), "the result is too large.")),
        new("odd", "number: number", call => Parity(call, 1)),
        new("even", "number: number", call => Parity(call, 0)),
    ];

    private static FeelValue Round(BuiltinCall call, DecimalRounding rounding)
    {
        var scale = call.Has(1) ? DecimalArithmetic.Round(call.Number(1), 0, DecimalRounding.Down)?.ToInt64() : 0;
        if (scale is not (>= ScaleMin and <= ScaleMax))
            return call.Nothing($"the scale must lie between {ScaleMin} and {ScaleMax}.");
        return Result(call, DecimalArithmetic.Round(call.Number(0), (int)scale, rounding), "the result is too large.");
    }

    private static FeelValue AbsoluteMonths(BuiltinCall call) =>
        call[0] is FeelYearsDuration duration
            ? new FeelYearsDuration(Math.Abs(duration.Months))
            : call.Nothing("a number or a duration is needed.");

    private static FeelValue Parity(BuiltinCall call, int rest) =>
        DecimalArithmetic.Modulo(call.Number(0), Decimal34.Of(2L)) is { } remainder && call.Number(0).IsInteger
            ? FeelValue.Of(remainder == Decimal34.Of((long)rest))
            : call.Nothing("a whole number is needed.");

    private static FeelValue Result(BuiltinCall call, Decimal34? result, string reason) =>
        result is { } number ? FeelNumber.Of(number) : call.Nothing(reason);
}
