using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class UnaryTestTests
{
    [Theory]
    [InlineData("-", "5")]
    [InlineData("5", "5")]
    [InlineData("< 6", "5")]
    [InlineData("[1..5]", "5")]
    [InlineData("1, 5", "5")]
    [InlineData("not(1, 2)", "5")]
    [InlineData("? > 4", "5")]
    [InlineData("? > severity", "5")]
    [InlineData("> severity", "5")]
    [InlineData("[4, 5, 6]", "5")]
    [InlineData("severity = 2", "5")]
    [InlineData("\"high\", \"extreme\"", "\"extreme\"")]
    [InlineData("contains(?, \"river\")", "\"the river rises\"")]
    [InlineData("null", "null")]
    [InlineData("false", "false")]
    [InlineData("count(?) = 2", "[1, 2]")]
    [InlineData("<= @\"2026-07-01\"", "@\"2026-06-30\"")]
    [InlineData("!= 4", "5")]
    public void A_value_passes_its_test(string test, string input) => Passes(test, input).ShouldBeTrue();

    [Theory]
    [InlineData("6", "5")]
    [InlineData("(1..5)", "5")]
    [InlineData("not(5)", "5")]
    [InlineData("not(> 3)", "null")]
    [InlineData("> 3", "null")]
    [InlineData("\"5\"", "5")]
    [InlineData("true", "false")]
    [InlineData("? > 9, 8", "5")]
    public void A_value_fails_its_test(string test, string input) => Passes(test, input).ShouldBeFalse();

    [Fact]
    public void A_test_that_can_not_be_read_is_a_problem_not_a_crash()
    {
        var read = FeelCompiler.UnaryTests("[1..");

        read.Value.ShouldBeNull();
        read.Problems.Single().Code.ShouldBe("FEEL001");
    }

    private static bool Passes(string test, string input) =>
        FeelCompiler.UnaryTests(
            test, FeelNames.Of(FeelRun.Variables)).Value!.Test(FeelRun.Value(input), FeelRun.Scope).Passed;
}
