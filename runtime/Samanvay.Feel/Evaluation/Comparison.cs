using System.Diagnostics;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>The comparison operators, with the reason kept when two values can not be compared.</summary>
internal static class Comparison
{
    public static FeelValue Compare(Place at, BinaryOperator @operator, FeelValue left, FeelValue right)
    {
        if (@operator is BinaryOperator.Equal or BinaryOperator.NotEqual) return Equality(at, @operator, left, right);
        if (at.Evaluation.Compare(left, right) is not { } order) return NotComparable(at, left, right);
        return FeelValue.Of(@operator switch
        {
            BinaryOperator.Less => order < 0,
            BinaryOperator.LessOrEqual => order <= 0,
            BinaryOperator.Greater => order > 0,
            BinaryOperator.GreaterOrEqual => order >= 0,
            _ => throw new UnreachableException($"{@operator} is no comparison."),
        });
    }

    private static FeelValue Equality(Place at, BinaryOperator @operator, FeelValue left, FeelValue right) =>
        at.Evaluation.Equal(left, right) is { } equal
            ? FeelValue.Of(equal == (@operator == BinaryOperator.Equal))
            : NotComparable(at, left, right);

    private static FeelValue NotComparable(Place at, FeelValue left, FeelValue right) =>
        at.Nothing(WarningCodes.NotComparable, $"A {Kind(left)} can not be compared with a {Kind(right)}.");

    private static string Kind(FeelValue value) => value.IsNull ? "missing value" : value.TypeName;
}
