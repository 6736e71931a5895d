using Samanvay.Feel;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel.Checking;

public sealed class CheckerTests
{
    [Theory]
    [InlineData("water levl > 2", "There is nothing called 'water levl' here. Did you mean 'water level'?", 0)]
    [InlineData("1 + pump.stat", "A context<litres per second: number, state: string> has no 'stat'. "
        + "Did you mean 'state'?", 8)]
    [InlineData("name + 1", "A number can not be added to a string.", 5)]
    [InlineData("day > moment", "A date can not be compared with a date and time.", 4)]
    [InlineData("water level > (> 3)", "This compares with a range of values, where one value is wanted. "
        + "Write one comparison, such as > 5.", 12)]
    [InlineData("if water level then 1 else 2", "A condition is true or false, but this is a number.", 3)]
    [InlineData("levels[name]", "A filter needs a position or a condition that is true or false, but this is a "
        + "string.", 6)]
    [InlineData("contains(name)", "'contains' was not given what it needs: contains(string: string, match: string).",
        0)]
    [InlineData("uper case(name)", "There is no function 'uper case'. Did you mean 'upper case'?", 0)]
    [InlineData("name(1)", "This is a string, which can not be called.", 0)]
    [InlineData("{a: 1, a: 2}", "Two entries of this context are called 'a'. Rename one of them.", 7)]
    public void What_makes_no_sense_is_said_with_its_place(string expression, string said, int offset)
    {
        var problem = FeelChecker.Expression(expression, TypedExpressions.Typing).Problems.ShouldHaveSingleItem();

        problem.Message.ShouldBe(said);
        problem.Location.Offset.ShouldBe(offset);
        problem.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void A_range_without_brackets_is_told_to_want_them() =>
        FeelCompiler.UnaryTests("1..5").Problems.ShouldHaveSingleItem().Message
            .ShouldBe("A range stands in brackets, such as [1..5]. Write it like that.");

    [Theory]
    [InlineData("pumps[state = \"on\"].litres per second", "list<number>")]
    [InlineData("pumps[1]", "context<litres per second: number, state: string>")]
    [InlineData("for d in day..day + @\"P2D\" return d.month", "list<number>")]
    [InlineData("pumps[water level]", "Any")]
    [InlineData("{a: 1, f: function(x: number) x + a}.f(2)", "Any")]
    [InlineData("{f: function(x: number, y: string) x, r: f(y: \"a\", x: 1)}.r", "Any")]
    [InlineData("[1, \"a\"]", "list<Any>")]
    [InlineData("if on then null else 3", "number")]
    [InlineData("null", "Any")]
    [InlineData("sort(levels, function(x, y) x < y)", "list<number>")]
    [InlineData("[day..day]", "range<date>")]
    [InlineData("append(levels, \"a\")", "list<Any>")]
    public void The_type_of_what_comes_out_is_known(string expression, string type)
    {
        var check = FeelChecker.Expression(expression, TypedExpressions.Typing);

        check.Problems.ShouldBeEmpty();
        check.Type.Name.ShouldBe(type);
    }

    [Theory]
    [InlineData("< 5", true)]
    [InlineData("\"high\"", false)]
    [InlineData("[1..3], 7", true)]
    [InlineData("not(@\"2026-01-01\")", false)]
    [InlineData("? > 3 and ? < 5", true)]
    [InlineData("levels", true)]
    [InlineData("pumps", false)]
    [InlineData("on", true)]
    [InlineData("-", true)]
    public void A_cell_must_fit_what_it_tests(string cell, bool fits) =>
        FeelChecker.UnaryTests(cell, FeelType.Number, TypedExpressions.Typing).IsEmpty.ShouldBe(fits);

    [Fact]
    public void Where_there_may_be_more_names_an_unknown_one_is_no_mistake() =>
        FeelChecker.Expression("other + 1", FeelTyping.None with { IsOpen = true }).Problems.ShouldBeEmpty();

    [Fact]
    public void A_value_must_fit_where_it_goes()
    {
        FeelChecker.Expression("day", FeelType.DateTime, TypedExpressions.Typing).Problems.ShouldBeEmpty();
        FeelChecker.Expression("name", FeelType.Number, TypedExpressions.Typing).Problems.ShouldHaveSingleItem()
            .Message.ShouldBe("A number is needed here, but this gives a string.");
    }

    [Fact]
    public void Of_every_built_in_function_it_is_known_what_it_gives() =>
        BuiltinTable.Names.Where(name => !BuiltinTypes.IsKnown(name)).ShouldBeEmpty();
}
