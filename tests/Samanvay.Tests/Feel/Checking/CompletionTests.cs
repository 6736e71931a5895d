using Samanvay.Feel.Checking.Completion;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel.Checking;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("wat", "water level", 0)]
    [InlineData("1 + water ", "water level", 4)]
    [InlineData("pump.", "litres per second", 5)]
    [InlineData("pump.litres p", "litres per second", 5)]
    [InlineData("pumps[1].st", "state", 9)]
    [InlineData("pumps[st", "state", 6)]
    [InlineData("pumps[", "item", 6)]
    [InlineData("for p in pumps return p.", "state", 24)]
    [InlineData("some p in pumps, q in levels satisfies q > p.", "litres per second", 45)]
    [InlineData("{first: pump, second: fi", "first", 22)]
    [InlineData("{first: pump, second: first.", "state", 28)]
    [InlineData("function(depth, width) wi", "width", 23)]
    [InlineData("upp", "upper case", 0)]
    [InlineData("if wat", "water level", 3)]
    [InlineData("day.", "weekday", 4)]
    [InlineData("moment.time ", "time offset", 7)]
    [InlineData("if on th", "then", 6)]
    [InlineData("if on then 1 ", "else", 13)]
    [InlineData("every x in levels ", "satisfies", 18)]
    [InlineData("water level b", "between", 12)]
    [InlineData("name instance of da", "date and time", 17)]
    [InlineData("", "for", 0)]
    [InlineData("(pump).", "state", 7)]
    public void What_can_be_written_is_offered(string text, string offered, int start) =>
        FeelCompletions.At(text, text.Length, TypedExpressions.Typing)
            .ShouldContain(completion => completion.Text == offered && completion.Start == start);

    [Theory]
    [InlineData("pump.", "water level")]
    [InlineData("pump.sta", "litres per second")]
    [InlineData("water level", "name")]
    [InlineData("name ", "day")]
    [InlineData("(for p in pumps return 1) + ", "p")]
    [InlineData("\"wat", "water level")]
    [InlineData("1 + ", "and")]
    [InlineData("if on then 1 else 2 ", "else")]
    public void What_does_not_fit_is_not_offered(string text, string not) =>
        FeelCompletions.At(text, text.Length, TypedExpressions.Typing).Select(completion => completion.Text)
            .ShouldNotContain(not);

    [Fact]
    public void A_function_is_offered_with_its_parameters() =>
        FeelCompletions.At("substring b", 11, TypedExpressions.Typing)
            .ShouldContain(completion => completion.Text == "substring before"
                && completion.Kind == FeelCompletionKind.Function
                && completion.Detail == "substring before(string: string, match: string)");

    [Fact]
    public void What_stands_behind_the_place_does_not_matter() =>
        FeelCompletions.At("pump. + 1", 5, TypedExpressions.Typing).Select(completion => completion.Text)
            .ShouldBe(["litres per second", "state"]);
}
