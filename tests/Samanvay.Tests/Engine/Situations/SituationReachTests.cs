using Samanvay.Engine.Situations;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>Levels beyond what can be believed, and numbers and times that are none.</summary>
public sealed class SituationReachTests
{
    [Theory]
    [InlineData("rising", 30, 29, "levels[0].at", "readings above")]
    [InlineData("rising", -5, -6, "levels[0].at", "every reading reaches it")]
    [InlineData("rising", 5, 0, "levels[0].clear", "it is never left")]
    [InlineData("falling", -1, 1, "levels[0].at", "readings below")]
    [InlineData("falling", 20, 21, "levels[0].at", "every reading reaches it")]
    public void A_level_that_can_not_be_reached_or_left_is_a_warning_at_its_field(
        string direction, int at, int clear, string field, string said)
    {
        var bound = Bound($"\"direction\": \"{direction}\"", $"{at}", $"{clear}");

        bound.Value.ShouldNotBeNull();
        var problem = bound.Problems.ShouldHaveSingleItem();
        problem.Severity.ShouldBe(Severity.Warning);
        problem.Location.Field.ShouldBe(field);
        problem.Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("\"direction\": \"rising\"", "19.5", "19")]
    [InlineData("\"direction\": \"falling\"", "0", "1")]
    [InlineData("\"measure\": {\"of\": \"sum\", \"over\": \"PT1H\"}", "30", "29")]
    [InlineData("\"value\": \"=value * 2\"", "30", "29")]
    public void A_level_at_the_end_of_what_is_believed_or_of_another_figure_is_none(
        string more, string at, string clear) => Bound(more, at, clear).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("1e30", "too large")]
    [InlineData("\"=1e15 * 10\"", "too large")]
    [InlineData("\"deep\"", "Write a number")]
    public void What_is_no_number_here_is_told_as_what_it_is(string at, string said)
    {
        var read = SituationReader.Read(Rule("\"join\": true", at, "1"));
        var problems = read.Value?.Bind(FeelContext.Empty).Problems ?? read.Problems;

        problems.ShouldHaveSingleItem().Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("\"90\"", "Write the unit as well")]
    [InlineData("90", "Write the unit as well")]
    [InlineData("\"-6 h\"", "can not be negative")]
    [InlineData("\"-PT6H\"", "can not be negative")]
    [InlineData("\"soon\"", "Write a time")]
    public void What_is_no_time_here_is_told_as_what_it_is(string time, string said)
    {
        var read = SituationReader.Read(Rule($"\"lowerAfter\": {time}", "5", "4"));
        var problems = read.Value?.Bind(FeelContext.Empty).Problems ?? read.Problems;

        problems.ShouldHaveSingleItem().Message.ShouldContain(said);
    }

    [Fact]
    public void A_silence_of_no_time_is_told_where_it_is_written() =>
        Bound("\"staleAfter\": \"PT0S\"", "5", "4").Problems.ShouldHaveSingleItem().Location.Field
            .ShouldBe("staleAfter");

    private static Parsed<SituationRule> Bound(string more, string at, string clear) =>
        SituationReader.Read(Rule(more, at, clear)).Value.ShouldNotBeNull().Bind(FeelContext.Empty);

    private static string Rule(string more, string at, string clear) => $$"""
        {
          "id": "river", "signal": "river.level", "unit": "m", "period": "PT10M", {{more}},
          "plausible": {"min": 0, "max": 19.5},
          "levels": [{"name": "high", "at": {{at}}, "clear": {{clear}}, "severity": 2}]
        }
        """;
}
