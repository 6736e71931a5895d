using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn;

public sealed class DecisionTableTests
{
    private const string OneOutput = "<output/>";
    private const string RankedOutput =
        "<output><outputValues><text>\"high\", \"medium\", \"low\"</text></outputValues></output>";

    [Fact]
    public void A_unique_table_gives_the_one_rule_that_matches()
    {
        var table = Model.Table(
            """hitPolicy="UNIQUE" """, "x", OneOutput, "< 1 | \"dry\"", "[1..3) | \"wet\"", ">= 3 | \"flood\"");

        var result = Model.AskTable(table, FeelValue.Of(2.4m));

        result.Value.ShouldBe(FeelValue.Of("wet"));
        result.MatchedRules.Single().Number.ShouldBe(2);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Two_matches_in_a_unique_table_are_nothing_and_both_are_named()
    {
        var result = Model.AskTable(Model.Table("", "x", OneOutput, "> 1 | 1", "> 2 | 2"), FeelValue.Of(3L));

        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.Single().Message.ShouldContain("1, 2");
        result.MatchedRules.Select(rule => rule.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public void No_match_is_nothing_with_a_reason() =>
        Model.AskTable(
            Model.Table("", "x", OneOutput, "> 1 | 1"), FeelValue.Of(0L)).Warnings.Single().Code.ShouldBe("DMN107");

    [Fact]
    public void No_match_gives_the_default()
    {
        const string output = "<output><defaultOutputEntry><text>\"calm\"</text></defaultOutputEntry></output>";

        Model.AskTable(
            Model.Table("", "x", output, "> 1 | \"wild\""), FeelValue.Of(0L)).Value.ShouldBe(FeelValue.Of("calm"));
    }

    [Theory]
    [InlineData("hitPolicy=\"FIRST\"", "\"low\"")]
    [InlineData("hitPolicy=\"PRIORITY\"", "\"high\"")]
    [InlineData("hitPolicy=\"RULE ORDER\"", "[\"low\", \"high\", \"medium\"]")]
    [InlineData("hitPolicy=\"OUTPUT ORDER\"", "[\"high\", \"medium\", \"low\"]")]
    [InlineData("hitPolicy=\"COLLECT\"", "[\"low\", \"high\", \"medium\"]")]
    [InlineData("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "3")]
    [InlineData("hitPolicy=\"ANY\"", "null")]
    public void The_hit_policy_decides_between_matches(string policy, string expected)
    {
        var table = Model.Table(
            policy, "x", RankedOutput, "- | \"low\"", "> 0 | \"high\"", "> 0 | \"medium\"", "> 9 | \"low\"");

        FeelText.Literal(Model.AskTable(table, FeelValue.Of(1L)).Value).ShouldBe(expected);
    }

    [Theory]
    [InlineData("SUM", "6")]
    [InlineData("MIN", "1")]
    [InlineData("MAX", "3")]
    public void A_collecting_table_can_add_up(string aggregation, string expected)
    {
        var table = Model.Table(
            $"""hitPolicy="COLLECT" aggregation="{aggregation}" """, "x", OneOutput, "- | 1", "- | 3", "- | 2",
            "> 9 | 50");

        FeelText.Literal(Model.AskTable(table, FeelValue.Of(1L)).Value).ShouldBe(expected);
    }

    [Fact]
    public void Rules_that_agree_are_one_answer() =>
        Model.AskTable(
            Model.Table("""hitPolicy="ANY" """, "x", OneOutput, "> 1 | 5", "> 2 | 5.0"),
            FeelValue.Of(3L)).Value.ShouldBe(FeelValue.Of(5L));

    [Fact]
    public void Several_outputs_are_a_context()
    {
        const string outputs = """<output name="severity"/><output name="call out"/>""";

        var value = Model.AskTable(Model.Table("", "x", outputs, "> 1 | 2 | \"boats\""), FeelValue.Of(3L)).Value;

        value.ShouldBe(FeelContext.Of(("severity", FeelValue.Of(2L)), ("call out", FeelValue.Of("boats"))));
    }

    [Fact]
    public void An_empty_cell_is_passed_by_everything() =>
        Model.AskTable(Model.Table("", "x", OneOutput, " | 1"), FeelValue.Null).Value.ShouldBe(FeelValue.Of(1L));

    [Fact]
    public void A_value_outside_the_allowed_ones_is_refused()
    {
        var table = Model.Table("", "x", OneOutput, "- | 1")
            .Replace(
                "</input>", "<inputValues><text>\"a\", \"b\"</text></inputValues></input>", StringComparison.Ordinal);

        var result = Model.AskTable(table, FeelValue.Of("c"));

        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.Single().Code.ShouldBe("DMN105");
    }

    [Fact]
    public void A_cell_that_can_not_be_read_is_a_problem_and_its_rule_never_matches()
    {
        var table = Model.Table("""hitPolicy="FIRST" """, "x", OneOutput, "[1.. | 1", "- | 2");
        var read = Samanvay.Dmn.DecisionCompiler.Compile(
            Model.Definitions(Model.Input("x"), Model.Decision("d", table, Model.NeedsInput("x"))));

        read.Problems.Single().Location.Field.ShouldBe("inputEntry.1");
        read.Problems.Single().Location.ElementId.ShouldBe("t-rule-1");
        Model.Ask(read.Value!, "d", ("x", FeelValue.Of(1L))).Value.ShouldBe(FeelValue.Of(2L));
    }
}
