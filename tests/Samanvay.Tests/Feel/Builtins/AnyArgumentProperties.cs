using System.Collections.Immutable;
using NodaTime;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class AnyArgumentProperties
{
    private static readonly ImmutableArray<FeelValue> OfEveryKind =
    [
        .. new[]
        {
            "null", "true", "-1", "0", "2.5", "1e6000", "\"\"", "\"a(\"", "@\"2028-02-29T00:00:00\"", "@\"2026-07-01\"",
            "@\"23:59:59@Asia/Kolkata\"", "@\"2026-07-01T00:00:00Z\"", "@\"-PT1.5S\"", "@\"P1Y\"", "[]", "[null]",
            "[1, \"a\"]", "{}", "{key: \"a\", value: 1}", "[1..3]", "(> @\"2026-07-01\")", "function(a, b) a",
        }.Select(FeelRun.Value),
    ];

    public static TheoryData<string> Functions => [.. BuiltinTable.Names];

    // A null with its reason is the only way in which a function says no (DMN 1.5, 10.3.2.13).
    [Theory]
    [MemberData(nameof(Functions))]
    public void No_function_fails_whatever_it_is_given_by_position_or_by_name(string name)
    {
        var function = BuiltinTable.Find(name).ShouldNotBeNull();
        foreach (var form in function.Overloads)
        {
            var names = form.Parameters.Select(parameter => parameter.Name).ToImmutableArray();
            foreach (var arguments in Combinations(Math.Min(names.Length, 2)))
            {
                var given = arguments.AddRange(Enumerable.Repeat(OfEveryKind[3], names.Length - arguments.Length));
                Call(function, default, given);
                Call(function, names, given);
            }
        }
    }

    private static void Call(BuiltinFunction function, ImmutableArray<string> names, ImmutableArray<FeelValue> given)
    {
        var evaluation = new FeelEvaluation(new(FeelContext.Empty, Instant.MinValue, DateTimeZone.Utc));
        function.Call(new(evaluation, null), names, given).ShouldNotBeNull();
    }

    private static IEnumerable<ImmutableArray<FeelValue>> Combinations(int count) => count == 0
        ? [[]]
        : Combinations(count - 1).SelectMany(given => OfEveryKind.Select(given.Add));
}
