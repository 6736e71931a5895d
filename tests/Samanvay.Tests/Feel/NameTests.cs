using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class NameTests
{
    [Theory]
    [InlineData("water level * 2", "4.8")]
    [InlineData("water   level", "2.4")]
    [InlineData("in-flow - 1", "79")]
    [InlineData("pump.litres per second", "120")]
    [InlineData("pump.state", "\"on\"")]
    [InlineData("{river stage: 3, twice: river stage * 2}.twice", "6")]
    [InlineData("for ward number in [1, 2] return ward number + 1", "[2, 3]")]
    [InlineData("(function(first part, second part) first part - second part)(5, 3)", "2")]
    [InlineData("{\"a b\": 1}.a b", "1")]
    [InlineData("count(wards)", "2")]
    [InlineData("{count: 5, list: [1]}.count", "5")]
    public void Names_may_hold_spaces_and_signs(string expression, string expected) => expression.ShouldGive(expected);

    [Fact]
    public void The_longest_known_name_is_meant()
    {
        var scope =
            FeelRun.Scope.With("a", FeelValue.Of(5L)).With("b", FeelValue.Of(3L)).With("a-b", FeelValue.Of(9L));

        FeelRun.Result("a-b", scope).Value.ShouldBe(FeelValue.Of(9L));
        FeelRun.Result("a- b", scope).Value.ShouldBe(FeelValue.Of(2L));
    }

    [Fact]
    public void Neighbouring_words_are_one_name_when_no_names_are_told()
    {
        var expression = FeelCompiler.Expression("monthly salary * 12").Value!;

        expression.FreeNames.ShouldBe(["monthly salary"]);
        expression.Evaluate(FeelRun.Scope.With("monthly salary", FeelValue.Of(10L))).Value.ShouldBe(FeelValue.Of(120L));
    }

    [Fact]
    public void Free_names_are_only_those_from_outside()
    {
        var read = FeelCompiler.Expression("for x in wards return {y: x, z: y + severity, n: count(wards)}");

        read.Value!.FreeNames.ShouldBe(["severity", "wards"], ignoreOrder: true);
    }

    [Fact]
    public void An_unknown_name_is_reported_with_the_name_that_was_meant()
    {
        var problem = FeelRun.Problem("1 + watr level");

        problem.Code.ShouldBe("FEEL003");
        problem.Severity.ShouldBe(Severity.Warning);
        problem.Message.ShouldContain("'water level'");
        problem.Location.Offset.ShouldBe(4);
    }

    [Fact]
    public void An_unknown_function_is_reported_with_the_one_that_was_meant()
    {
        var problem = FeelRun.Problem("cuont(wards)");

        problem.Code.ShouldBe("FEEL004");
        problem.Message.ShouldContain("'count'");
    }

    [Fact]
    public void A_missing_variable_is_null_and_says_so()
    {
        var result = FeelCompiler.Expression("rainfall").Value!.Evaluate(FeelRun.Scope);

        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.Single().Message.ShouldContain("rainfall");
    }
}
