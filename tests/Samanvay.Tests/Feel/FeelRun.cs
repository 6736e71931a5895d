using NodaTime;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.Tests.Feel;

/// <summary>Evaluates expressions on the morning of 1 July 2026 in Kolkata.</summary>
internal static class FeelRun
{
    public static readonly FeelContext Variables = FeelContext.Of(
        ("water level", FeelValue.Of(2.4m)),
        ("in-flow", FeelValue.Of(80L)),
        ("severity", FeelValue.Of(2L)),
        ("wards", FeelList.Of(FeelValue.Of("W1"), FeelValue.Of("W2"))),
        ("pump", FeelContext.Of(("state", FeelValue.Of("on")), ("litres per second", FeelValue.Of(120L)))));

    public static readonly FeelScope Scope =
        new(Variables, Instant.FromUtc(2026, 7, 1, 4, 30), DateTimeZoneProviders.Tzdb["Asia/Kolkata"]);

    public static FeelResult Result(string expression, FeelScope? scope = null)
    {
        var read = FeelCompiler.Expression(expression, FeelNames.Of((scope ?? Scope).Variables));
        read.Value.ShouldNotBeNull(string.Join(" ", read.Problems.Select(problem => problem.Message)));
        return read.Value.Evaluate(scope ?? Scope);
    }

    public static FeelValue Value(string expression) => Result(expression).Value;

    /// <summary>Both sides are FEEL; they must give the same value.</summary>
    public static void ShouldGive(this string expression, string expected) =>
        FeelText.Literal(Value(expression)).ShouldBe(FeelText.Literal(Value(expected)), expression);

    public static void ShouldGiveNothing(this string expression)
    {
        var result = Result(expression);
        result.Value.ShouldBe(FeelValue.Null, expression);
        result.Warnings.ShouldNotBeEmpty(expression);
    }

    public static Diagnostic Problem(string expression) =>
        FeelCompiler.Expression(expression, FeelNames.Of(Variables)).Problems.Single();
}
