using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>DMN 1.5, 10.3.2.9.4: the conversions that happen by themselves where a type is declared.</summary>
internal static class TypeConversion
{
    public static FeelValue To(Place at, FeelValue value, FeelType type) =>
        Convert(at, value, type)
        ?? at.Nothing(
            WarningCodes.WrongType,
            type is FeelType.NarrowedType narrowed && narrowed.Whole.Has(value)
                ? $"{FeelText.Literal(value)} is not allowed here: it must meet {narrowed.Allowed}."
                : $"A {type.Name} was needed here, but there is a {value.TypeName}.");

    /// <summary>Null where the value can not become one of the type.</summary>
    public static FeelValue? Convert(Place at, FeelValue value, FeelType type)
    {
        if (value.IsNull || type is FeelType.AnyType) return value;
        at.Evaluation.Walk(value);
        if (type.Has(value)) return value;
        if (value is FeelList { Count: 1 } single && type.Has(single[0])) return single[0];
        if (value is FeelDate date && type == FeelType.DateTime) return TemporalArithmetic.AtMidnight(date);
        if (type is FeelType.FunctionType declared && value is FeelFunction function)
            return Returning(function, declared);
        return type is FeelType.ListType list && list.Item.Has(value) ? FeelList.Of(value) : null;
    }

    // A function seldom says what it gives. Where it goes is said, so that is what each of its values must become.
    private static FeelFunction? Returning(FeelFunction function, FeelType.FunctionType declared)
    {
        var returning = new FeelFunction(function.Parameters, function.Call) { Result = declared.Result };
        return function.Result is FeelType.AnyType && declared.Has(returning) ? returning : null;
    }
}
