using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class LimitTests
{
    [Theory]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r")]
    [InlineData("for a in 1..1000, b in 1..1000, c in 1..1000 return 1")]
    [InlineData("for i in 1..100000 return partial")]
    [InlineData("count(for i in 1..30 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))")]
    [InlineData("for i in 1..30 return if i = 1 then \"ab\" else partial[-1] + partial[-1]")]
    [InlineData("for i in 1..1000 return if i = 1 then [1] else [partial[-1]]")]
    [InlineData("every i in 1..1000000000000 satisfies true")]
    [InlineData("for i in 1..45 return if i = 1 then [1] else [partial[-1], partial[-1]]")]
    [InlineData("{l: for i in 1..20000 return i, r: for i in 1..1000 return l = l}.r")]
    [InlineData("{t: string join(for i in 1..50000 return \"ab\"), r: for i in 1..5000 return contains(t, \"c\")}.r")]
    [InlineData("{t: string join(for i in 1..50000 return \"ab\"), r: for i in 1..5000 return t < t}.r")]
    [InlineData("{l: for i in 1..20000 return i, f: function(a: list<number>) 1, r: for i in 1..1000 return f(l)}.r")]
    public void What_asks_too_much_is_given_up_with_a_clear_reason(string expression)
    {
        var result = FeelRun.Result(expression);

        result.Value.ShouldBe(FeelValue.Null);
        result.LimitPassed.ShouldNotBeNull();
        result.LimitPassed.Code.ShouldBe("FEEL199");
        result.Warnings.ShouldContain(result.LimitPassed);
    }

    [Fact]
    public void A_smaller_limit_ends_sooner()
    {
        var scope = FeelRun.Scope with { Limits = new FeelLimits(StepsMax: 100) };

        FeelRun.Result("for i in 1..50 return i * i", scope).LimitPassed.ShouldNotBeNull();
        FeelRun.Result("for i in 1..50 return i * i").LimitPassed.ShouldBeNull();
    }

    [Fact]
    public void Text_that_is_nested_too_deep_is_a_problem()
    {
        foreach (var text in new[]
        {
            new string('(', 5000) + "1" + new string(')', 5000), new string('[', 5000),
            string.Concat(Enumerable.Repeat("-", 5000)) + "1",
            string.Concat(Enumerable.Repeat("if true then ", 5000)),
            "1" + string.Concat(Enumerable.Repeat(" + 1", 5000)),
            "a" + string.Concat(Enumerable.Repeat(".a", 5000)), string.Concat(Enumerable.Repeat("{a: ", 5000)),
            "for " + string.Join(", ", Enumerable.Repeat("a in b", 5000)) + " return 1",
            "1 instance of " + string.Concat(Enumerable.Repeat("list<", 5000)),
        })
        {
            var read = FeelCompiler.Expression(text);

            read.Value.ShouldBeNull();
            read.Problems.Single().Code.ShouldBe("FEEL006");
        }
    }

    [Fact]
    public void Text_that_is_too_long_is_a_problem() =>
        FeelCompiler.Expression(new string(' ', 70_000) + "1").Problems.Single().Code.ShouldBe("FEEL006");

    [Fact]
    public void Warnings_are_kept_but_not_without_end() =>
        FeelRun.Result("for i in 1..1000 return i + \"a\"").Warnings.Length.ShouldBe(50);
}
