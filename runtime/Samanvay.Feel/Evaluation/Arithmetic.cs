using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>DMN 1.5, tables 56 to 59: the arithmetic operators.</summary>
internal static class Arithmetic
{
    public static FeelValue Add(Place at, FeelValue left, FeelValue right)
    {
        switch (left, right)
        {
            case (FeelNumber a, FeelNumber b): return Number(at, DecimalArithmetic.Add(a.Value, b.Value));
            case (FeelString a, FeelString b):
                at.Evaluation.Text((long)a.Value.Length + b.Value.Length);
                return new FeelString(a.Value + b.Value);
            default:
                return TemporalArithmetic.Move(left, right) ?? TemporalArithmetic.Move(right, left)
                    ?? Unfit(at, "added to", right, left);
        }
    }

    public static FeelValue Subtract(Place at, FeelValue left, FeelValue right)
    {
        if (left is FeelNumber a && right is FeelNumber b)
            return Number(at, DecimalArithmetic.Subtract(a.Value, b.Value));
        var difference = TemporalArithmetic.Difference(left, right)
            ?? (TemporalArithmetic.Negate(right) is { } back ? TemporalArithmetic.Move(left, back) : null);
        return difference ?? Unfit(at, "subtracted from", right, left);
    }

    public static FeelValue Multiply(Place at, FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => Number(at, DecimalArithmetic.Multiply(a.Value, b.Value)),
        (FeelNumber a, _) => TemporalArithmetic.Multiply(right, a.Value) ?? Unfit(at, "multiplied with", right, left),
        (_, FeelNumber b) => TemporalArithmetic.Multiply(left, b.Value) ?? Unfit(at, "multiplied with", left, right),
        _ => Unfit(at, "multiplied with", left, right),
    };

    public static FeelValue Divide(Place at, FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => Number(at, DecimalArithmetic.Divide(a.Value, b.Value)),
        (_, FeelNumber b) => TemporalArithmetic.Divide(left, b.Value) ?? Unfit(at, "divided by", left, right),
        _ => TemporalArithmetic.Ratio(left, right) is { } ratio
            ? FeelNumber.Of(ratio)
            : Unfit(at, "divided by", left, right),
    };

    public static FeelValue Power(Place at, FeelValue left, FeelValue right) =>
        left is FeelNumber a && right is FeelNumber b
            ? Number(at, DecimalFunctions.Power(a.Value, b.Value))
            : Unfit(at, "raised to", left, right);

    public static FeelValue Negate(Place at, FeelValue value) => value switch
    {
        FeelNumber number => FeelNumber.Of(-number.Value),
        _ => TemporalArithmetic.Negate(value)
            ?? at.Nothing(WarningCodes.WrongType, $"A {value.TypeName} has no negative."),
    };

    private static FeelValue Number(Place at, Decimal34? result) =>
        result is { } number
            ? FeelNumber.Of(number)
            : at.Nothing(
                WarningCodes.OutOfRange,
                "The calculation has no number as its result, for example because of a division by zero.");

    private static FeelValue Unfit(Place at, string verb, FeelValue left, FeelValue right) =>
        at.Nothing(WarningCodes.WrongType, $"A {Kind(left)} can not be {verb} a {Kind(right)}.");

    private static string Kind(FeelValue value) => value.IsNull ? "missing value" : value.TypeName;
}
