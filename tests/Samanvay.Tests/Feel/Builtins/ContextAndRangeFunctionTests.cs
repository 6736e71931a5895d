using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class ContextAndRangeFunctionTests
{
    [Theory]
    [InlineData("get value({a b: 1}, \"a b\")", "1")]
    [InlineData("get entries({a: 1})", "[{key: \"a\", value: 1}]")]
    [InlineData("context([{key: \"a\", value: 1}, {key: \"b\", value: null}])", "{a: 1, b: null}")]
    [InlineData("context put({a: 1}, \"a\", 2)", "{a: 2}")]
    [InlineData("context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}")]
    [InlineData("context merge([{a: 1, b: 2}, {b: 3}])", "{a: 1, b: 3}")]
    [InlineData("is(@\"10:00:00Z\", @\"10:00:00+00:00\")", "true")]
    [InlineData("is(@\"10:00:00Z\", @\"15:30:00+05:30\")", "false")]
    public void Contexts_are_read_and_made(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("get value({a: 1}, \"b\")")]
    [InlineData("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])")]
    [InlineData("context([{key: 1, value: 1}])")]
    [InlineData("context put({a: 1}, [\"a\", \"b\"], 2)")]
    public void A_context_that_does_not_fit_gives_nothing(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("before(1, [5..8])", "true")]
    [InlineData("before([1..5), [5..8])", "true")]
    [InlineData("before([1..5], [5..8])", "false")]
    [InlineData("after([5..8], 4)", "true")]
    [InlineData("meets([1..5], [5..8])", "true")]
    [InlineData("meets([1..5), [5..8])", "false")]
    [InlineData("met by([5..8], [1..5])", "true")]
    [InlineData("overlaps([1..5], (5..8])", "false")]
    [InlineData("overlaps before([1..5], [4..8])", "true")]
    [InlineData("overlaps after([4..8], [1..5])", "true")]
    [InlineData("finishes(5, [1..5])", "true")]
    [InlineData("finished by([1..5], [3..5])", "true")]
    [InlineData("includes([1..5], (1..5))", "true")]
    [InlineData("during((1..5), [1..5])", "true")]
    [InlineData("starts(1, (1..5])", "false")]
    [InlineData("started by([1..5], [1..3])", "true")]
    [InlineData("coincides([1..5], [1..5])", "true")]
    [InlineData("includes((>= 5), 7)", "true")]
    [InlineData("range(\"[@\\\"2026-07-01\\\"..@\\\"2026-07-02\\\")\") = [@\"2026-07-01\"..@\"2026-07-02\")", "true")]
    public void Intervals_lie_to_each_other_as_the_standard_says(string expression, string expected) =>
        expression.ShouldGive(expected);

    // DMN 1.5, grammar rule 66 and table 73: only an end that is not included may be missing.
    [Theory]
    [InlineData("range(\"[2..)\")", "(>= 2)")]
    [InlineData("range(\"(2..[\")", "(> 2)")]
    [InlineData("range(\"(..2)\")", "(< 2)")]
    [InlineData("range(\"]..@\\\"2026-07-01\\\"]\")", "(<= @\"2026-07-01\")")]
    public void A_range_whose_end_is_missing_is_open_there(string expression, string expected) =>
        expression.ShouldGive(expected);

    // Both forms of "before" have a "point" and a "range".
    [Theory]
    [InlineData("before(range: [1..10), point: 10)", "true")]
    [InlineData("before(point: 10, range: [1..10))", "false")]
    [InlineData("after(range: [5..8], point: 4)", "true")]
    public void Of_two_forms_with_the_same_names_the_one_in_whose_order_they_are_written_is_meant(
        string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("before(1, \"a\")")]
    [InlineData("range(\"[2..]\")")]
    [InlineData("range(\"[..]\")")]
    [InlineData("range(\"(..null]\")")]
    [InlineData("range(\"1\")")]
    [InlineData("range(\"[3..1]\")")]
    [InlineData("range(\"[now()..now()]\")")]
    public void Intervals_of_different_kinds_give_nothing(string expression) => expression.ShouldGiveNothing();
}
