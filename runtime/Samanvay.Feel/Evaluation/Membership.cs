using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>DMN 1.5, table 55: what it means that a value passes a test whose expression gave <c>tested</c>.</summary>
internal static class Membership
{
    /// <param name="inCell">In a decision table a condition that does not ask for the input may also be true by
    /// itself.</param>
    /// <param name="asksInput">The expression reads <c>?</c>: then it is the whole condition.</param>
    public static FeelValue Test(Place at, FeelValue input, FeelValue tested, bool inCell, bool asksInput)
    {
        if (asksInput)
        {
            return tested is FeelBoolean
                ? tested
                : at.Nothing(WarningCodes.WrongType, "The test is neither true nor false.");
        }

        return tested switch
        {
            FeelRange range when input is not FeelRange => Contains(at, range, input),
            FeelList list => InList(at, input, list),
            FeelBoolean when inCell && input is not (FeelBoolean or FeelNull) => tested,
            _ => Equal(at, input, tested),
        };
    }

    private static FeelBoolean InList(Place at, FeelValue input, FeelList list)
    {
        if (input is FeelList && at.Evaluation.Equal(input, list) == true) return FeelValue.True;
        at.Evaluation.Step(list.Count);
        foreach (var item in list)
        {
            var found = item is FeelRange range && input is not FeelRange
                ? FeelComparison.Contains(range, input)
                : at.Evaluation.Equal(input, item);
            if (found == true) return FeelValue.True;
        }

        return FeelValue.False;
    }

    private static FeelValue Contains(Place at, FeelRange range, FeelValue input) =>
        FeelComparison.Contains(range, input) is { } inside
            ? FeelValue.Of(inside)
            : at.Nothing(WarningCodes.NotComparable, $"A {input.TypeName} can not lie in this range.");

    private static FeelValue Equal(Place at, FeelValue input, FeelValue tested) =>
        at.Evaluation.Equal(input, tested) is { } equal
            ? FeelValue.Of(equal)
            : at.Nothing(
                WarningCodes.NotComparable, $"A {input.TypeName} can not be compared with a {tested.TypeName}.");
}
