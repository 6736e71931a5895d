using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, tables 73, 75 and 77: not, all, any, is.</summary>
internal static class BooleanFunctions
{
    public static readonly BuiltinForm[] All =
    [
        new(
            "not", "negand: any",
            call =>
                Ternary.Not(call[0]) is { IsNull: false } negated
                    ? negated
                    : call.Nothing("only true and false have an opposite.")),
        new("all", "list...: list", call => Fold(call, decides: false)),
        new("any", "list...: list", call => Fold(call, decides: true)),
        new("is", "value1: any, value2: any", call => FeelValue.Of(AreSame(call[0], call[1]))),
    ];

    private static FeelValue Fold(BuiltinCall call, bool decides)
    {
        FeelValue result = FeelValue.Of(!decides);
        foreach (var item in call.List(0))
        {
            call.Evaluation.Step();
            if (item is FeelBoolean boolean && boolean.Value == decides) return boolean;
            if (item is not FeelBoolean) result = FeelValue.Null;
        }

        return result.IsNull ? call.Nothing("the list holds something that is neither true nor false.") : result;
    }

    // Unlike "=", the same moment in two zones is not the same value.
    private static bool AreSame(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDateTime a, FeelDateTime b) => a.Date.Equals(b.Date) && AreSame(a.Time, b.Time),
        (FeelTime a, FeelTime b) => a.NanosecondOfDay == b.NanosecondOfDay && Equals(a.Zone, b.Zone),
        _ => left.Equals(right),
    };
}
