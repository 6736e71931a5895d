using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class CollectionTests
{
    [Theory]
    [InlineData("[1, 2, 3][1]", "1")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("[1, 2, 3, 4][item > 2]", "[3, 4]")]
    [InlineData("[{item: 1}, {item: 2}][item >= 2]", "[{item: 2}]")]
    [InlineData("[{a: 1, b: 2}, {a: 3, b: 4}][a = 3].b", "[4]")]
    [InlineData("[{first name: \"Asha\"}, {first name: \"Ravi\"}][first name = \"Ravi\"]", "[{first name: \"Ravi\"}]")]
    [InlineData("5[1]", "5")]
    [InlineData("[1, 2, 3][count(wards)]", "2")]
    [InlineData("[][item > 1]", "[]")]
    [InlineData("[{a: [1, 2]}, {a: [3]}].a", "[[1, 2], [3]]")]
    public void Lists_are_filtered_by_position_or_condition(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("[1, 2][3]")]
    [InlineData("[1, 2][0]")]
    [InlineData("[1, 2][\"a\"]")]
    [InlineData("{a: 1}.b")]
    [InlineData("null.b")]
    [InlineData("{a: 1, a: 2}")]
    public void What_is_not_there_is_null(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("for i in 1..3 return i * i", "[1, 4, 9]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]")]
    [InlineData("for i in [1, 2], j in 1..i return j", "[1, 1, 2]")]
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("for i in [2..4) return i", "[2, 3]")]
    [InlineData("for d in @\"2026-06-30\"..@\"2026-07-01\" return string(d)", "[\"2026-06-30\", \"2026-07-01\"]")]
    [InlineData("for i in [] return i", "[]")]
    public void For_goes_through_lists_ranges_and_dates(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("some x in [1, 2], y in [3] satisfies x > y", "false")]
    [InlineData("every x in [1, 2] satisfies x > 0", "true")]
    [InlineData("every x in [1, null] satisfies x > 1", "false")]
    [InlineData("every x in [] satisfies false", "true")]
    [InlineData("some x in [null, 2] satisfies x > 1", "true")]
    public void Quantifiers_ask_about_all_or_some(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("3 in [1..5]", "true")]
    [InlineData("1 in (1..5)", "false")]
    [InlineData("5 in ]1..5[", "false")]
    [InlineData("5 in ]1..5]", "true")]
    [InlineData("3 in > 2", "true")]
    [InlineData("3 in (1, 2, 3)", "true")]
    [InlineData("3 in ([1..2], >= 3)", "true")]
    [InlineData("\"a\" in [\"a\", \"b\"]", "true")]
    [InlineData("severity in (< 2, > 4)", "false")]
    [InlineData("[1..3].start", "1")]
    [InlineData("(1..3].start included", "false")]
    [InlineData("(>= 5).end", "null")]
    [InlineData("7 in (>= 5)", "true")]
    public void Ranges_and_tests_stand_after_in(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("{a: 1, b: a + 1, c: {d: b}}.c.d", "2")]
    [InlineData("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", "120")]
    [InlineData("{a: 1}.a + {a: 2}.a", "3")]
    public void An_entry_sees_the_entries_before_it(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("(function(a, b) a - b)(b: 1, a: 3)", "2")]
    [InlineData("(function(a: list<number>) count(a))(5)", "1")]
    [InlineData("(function(a: number) a)([5])", "5")]
    [InlineData("{add: function(x) function(y) x + y, five: add(2)(3)}.five", "5")]
    [InlineData("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]")]
    public void Functions_are_values(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("(function(a: number) a)(\"x\")")]
    [InlineData("(function(a) a)()")]
    [InlineData("severity(1)")]
    [InlineData("(function(a) external {java: {class: \"X\"}})(1)")]
    public void A_call_that_does_not_fit_is_null(string expression) => expression.ShouldGiveNothing();
}
