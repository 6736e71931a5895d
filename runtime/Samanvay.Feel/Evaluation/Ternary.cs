using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>DMN 1.5, table 50: logic with a third answer, null.</summary>
internal static class Ternary
{
    public static FeelValue And(FeelValue left, FeelValue right)
    {
        if (left is FeelBoolean { Value: false }) return left;
        if (right is FeelBoolean { Value: false }) return right;
        return left is FeelBoolean && right is FeelBoolean ? left : FeelValue.Null;
    }

    public static FeelValue Not(FeelValue value) =>
        value is FeelBoolean boolean ? FeelValue.Of(!boolean.Value) : FeelValue.Null;

    public static FeelValue Of(bool? value) => value is { } known ? FeelValue.Of(known) : FeelValue.Null;
}
