using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class ListFunctionTests
{
    [Theory]
    [InlineData("list contains([1, null], null)", "true")]
    [InlineData("count([1, 2])", "2")]
    [InlineData("count(1, 2, 3)", "3")]
    [InlineData("sublist([1, 2, 3], 2)", "[2, 3]")]
    [InlineData("sublist([1, 2, 3], -2, 1)", "[2]")]
    [InlineData("append([1], 2, [3])", "[1, 2, [3]]")]
    [InlineData("concatenate([1, 2], [3], 4)", "[1, 2, 3, 4]")]
    [InlineData("insert before([1, 3], 2, 2)", "[1, 2, 3]")]
    [InlineData("insert before([1, 3], -1, 2)", "[1, 2, 3]")]
    [InlineData("remove([1, 2, 3], 2)", "[1, 3]")]
    [InlineData("list replace([1, 2, 3], 2, 9)", "[1, 9, 3]")]
    [InlineData("list replace([1, 2, 3], function(item, new) item < new, 2)", "[2, 2, 3]")]
    [InlineData("reverse([1, 2, 3])", "[3, 2, 1]")]
    [InlineData("index of([1, 2, 1], 1)", "[1, 3]")]
    [InlineData("union([1, 2], [2, 3])", "[1, 2, 3]")]
    [InlineData("distinct values([1, 1.0, 2])", "[1, 2]")]
    [InlineData("flatten([1, [2, [3]]])", "[1, 2, 3]")]
    [InlineData("sort([3, 1, 2])", "[1, 2, 3]")]
    [InlineData("sort(list: [\"b\", \"a\"], precedes: function(x, y) x < y)", "[\"a\", \"b\"]")]
    [InlineData("append(item: [2], list: [1])", "[1, [2]]")]
    [InlineData("concatenate(list: [1, 2])", "[1, 2]")]
    public void Lists_are_made_from_lists(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max([\"a\", \"c\", \"b\"])", "\"c\"")]
    [InlineData("max(@\"PT1H\", @\"PT90M\")", "@\"PT90M\"")]
    [InlineData("sum([1, 2.5])", "3.5")]
    [InlineData("product(2, 3, 4)", "24")]
    [InlineData("mean([1, 2, 4])", "2.333333333333333333333333333333333")]
    [InlineData("median(6, 1, 2, 3)", "2.5")]
    [InlineData("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931")]
    [InlineData("mode(6, 3, 9, 6, 6, 3, 3)", "[3, 6]")]
    [InlineData("mode([])", "[]")]
    [InlineData("all(true, true)", "true")]
    [InlineData("all([])", "true")]
    [InlineData("any([false, null, true])", "true")]
    public void A_list_is_summed_up_in_a_value(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("min([])")]
    [InlineData("count(null)")]
    [InlineData("min(1, \"a\")")]
    [InlineData("sum([1, \"a\"])")]
    [InlineData("mean([])")]
    [InlineData("stddev([1])")]
    [InlineData("sublist([1, 2], 3)")]
    [InlineData("remove([1], 2)")]
    [InlineData("sort([1, \"a\"])")]
    [InlineData("all([true, 1])")]
    [InlineData("concatenate([1], null)")]
    public void A_list_that_does_not_fit_gives_nothing(string expression) => expression.ShouldGiveNothing();
}
