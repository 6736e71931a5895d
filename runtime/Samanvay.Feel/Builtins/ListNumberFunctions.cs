using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 75: one value out of a list.</summary>
internal static class ListNumberFunctions
{
    public static readonly BuiltinForm[] All =
    [
        new("min", "list...: list", call => Extreme(call, -1)),
        new("max", "list...: list", call => Extreme(call, 1)),
        new("sum", "list...: list", call => Total(call, Arithmetic.Add)),
        new(
            "product", "list...: list",
            call => OfNumbers(call) is null ? FeelValue.Null : Total(call, Arithmetic.Multiply)),
        new("mean", "list...: list", Mean),
        new("median", "list...: list", Median),
        new("stddev", "list...: list", Deviation),
        new("mode", "list...: list", Mode),
    ];

    private static FeelValue Extreme(BuiltinCall call, int sign)
    {
        var list = call.List(0);
        if (list.Count == 0) return call.Nothing("the list is empty.");
        var best = list[0];
        foreach (var item in list)
        {
            call.Evaluation.Step();
            if (call.Evaluation.Compare(item, best) is not { } order)
                return call.Nothing("the items can not be compared.");
            if (order * sign > 0) best = item;
        }

        return best;
    }

    private static FeelValue Total(BuiltinCall call, Func<Place, FeelValue, FeelValue, FeelValue> combine)
    {
        var list = call.List(0);
        if (list.Count == 0) return call.Nothing("the list is empty.");
        if (list[0] is not (FeelNumber or FeelDaysDuration or FeelYearsDuration))
            return call.Nothing("the list does not hold numbers.");
        var total = list[0];
        for (var index = 1; index < list.Count && !total.IsNull; index++)
        {
            call.Evaluation.Step();
            total = list[index].GetType() == total.GetType()
                ? combine(call.At, total, list[index])
                : call.Nothing("the list does not hold numbers only.");
        }

        return total;
    }

    private static FeelValue Mean(BuiltinCall call)
    {
        var total = Total(call, Arithmetic.Add);
        return total.IsNull ? total : Arithmetic.Divide(call.At, total, FeelValue.Of((long)call.List(0).Count));
    }

    private static FeelValue Median(BuiltinCall call)
    {
        if (OfNumbers(call) is not { Length: > 0 } numbers) return FeelValue.Null;
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        if (numbers.Length % 2 == 1) return FeelNumber.Of(numbers[middle]);
        return DecimalArithmetic.Add(numbers[middle - 1], numbers[middle]) is { } sum
            ? FeelNumber.OrNull(DecimalArithmetic.Divide(sum, Decimal34.Of(2L)))
            : call.Nothing("the numbers are too large.");
    }

    // The deviation of a sample: divided by one less than the count.
    private static FeelValue Deviation(BuiltinCall call)
    {
        if (OfNumbers(call) is not { } numbers) return FeelValue.Null;
        if (numbers.Length < 2) return call.Nothing("at least two numbers are needed.");
        var count = Decimal34.Of((long)numbers.Length);
        Decimal34? sum = Decimal34.Zero;
        foreach (var number in numbers) sum = sum is { } so ? DecimalArithmetic.Add(so, number) : null;
        if (sum is not { } total || DecimalArithmetic.Divide(total, count) is not { } mean)
            return call.Nothing("the numbers are too large.");
        Decimal34? squares = Decimal34.Zero;
        foreach (var number in numbers)
        {
            var distance = DecimalArithmetic.Subtract(number, mean);
            var square = distance is { } far ? DecimalArithmetic.Multiply(far, far) : null;
            squares = squares is { } so && square is { } more ? DecimalArithmetic.Add(so, more) : null;
        }

        var variance = squares is { } all ? DecimalArithmetic.Divide(all, Decimal34.Of(numbers.Length - 1L)) : null;
        return variance is { } known
            ? FeelNumber.OrNull(DecimalFunctions.SquareRoot(known))
            : call.Nothing("the numbers are too large.");
    }

    private static FeelValue Mode(BuiltinCall call)
    {
        if (call.List(0).Count == 0) return FeelList.Empty;
        if (OfNumbers(call) is not { } numbers) return FeelValue.Null;
        var groups = numbers.GroupBy(number => number).ToArray();
        var most = groups.Max(group => group.Count());
        return FeelList.Of(
            groups.Where(group => group.Count() == most).Select(group => group.Key).Order().Select(FeelNumber.Of));
    }

    private static Decimal34[]? OfNumbers(BuiltinCall call)
    {
        var list = call.List(0);
        call.Evaluation.Items(list.Count);
        if (list.Count == 0) call.Nothing("the list is empty.");
        if (list.All(item => item is FeelNumber)) return [.. list.Cast<FeelNumber>().Select(number => number.Value)];
        call.Nothing("the list does not hold numbers only.");
        return null;
    }
}
