using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class OperatorTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("7 / 2", "3.5")]
    [InlineData(".5 + 1e2", "100.5")]
    [InlineData("--1", "1")]
    public void Operators_bind_as_the_standard_says(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("2 / 3", "0.6666666666666666666666666666666667")]
    [InlineData("9999999999999999999999999999999999 + 2", "10000000000000000000000000000000000")]
    [InlineData("1234567890123456789 * 9876543210987654321", "12193263113702179522374638011112635e3")]
    [InlineData("2 ** -2", "0.25")]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724209698")]
    [InlineData("1e6144", "1e6144")]
    public void Numbers_keep_34_digits_and_round_half_to_even(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("1 / 0")]
    [InlineData("1e6144 * 10")]
    [InlineData("0 ** -1")]
    [InlineData("(-8) ** 0.5")]
    [InlineData("1 + \"a\"")]
    [InlineData("\"a\" - \"b\"")]
    [InlineData("null + 1")]
    [InlineData("-\"a\"")]
    public void Arithmetic_without_sense_is_null_and_says_why(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("1 < 2", "true")]
    [InlineData("\"a\" < \"b\"", "true")]
    [InlineData("@\"2026-07-01\" <= @\"2026-07-01\"", "true")]
    [InlineData("@\"PT90M\" = @\"PT1H30M\"", "true")]
    [InlineData("1.0 = 1.00", "true")]
    [InlineData("null = null", "true")]
    [InlineData("1 = null", "false")]
    [InlineData("[1, [2]] = [1, [2]]", "true")]
    [InlineData("{a: 1, b: 2} = {b: 2, a: 1}", "true")]
    [InlineData("@\"2026-07-01T10:00:00Z\" = @\"2026-07-01T15:30:00+05:30\"", "true")]
    [InlineData("3 between 1 and 3", "true")]
    [InlineData("severity between 3 and 5", "false")]
    public void Values_are_compared_by_what_they_mean(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("1 = \"1\"")]
    [InlineData("1 < \"2\"")]
    [InlineData("null < 1")]
    [InlineData("@\"2026-07-01\" < @\"2026-07-01T00:00:00\"")]
    [InlineData("@\"2026-07-01T10:00:00\" < @\"2026-07-01T10:00:00Z\"")]
    public void Values_of_different_kinds_are_not_comparable(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("true and true", "true")]
    [InlineData("false and null", "false")]
    [InlineData("null or true", "true")]
    [InlineData("false or false", "false")]
    [InlineData("1 = 1 and 2 = 2 or false", "true")]
    [InlineData("not(true)", "false")]
    public void One_side_may_decide_a_logical_question(string expression, string expected) =>
        expression.ShouldGive(expected);

    [Theory]
    [InlineData("true and null")]
    [InlineData("false or 1")]
    [InlineData("not(1)")]
    public void An_open_logical_question_is_null(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("if severity = 1 then \"high\" else \"low\"", "\"low\"")]
    [InlineData("if null then 1 else 2", "2")]
    [InlineData("1 instance of number", "true")]
    [InlineData("null instance of Any", "false")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    [InlineData("[1, \"a\"] instance of list<number>", "false")]
    [InlineData("{a: 1} instance of context<a: number>", "true")]
    [InlineData("@\"P1D\" instance of days and time duration", "true")]
    [InlineData("[1..3] instance of range<number>", "true")]
    [InlineData("(function(a: number) a) instance of function<number> -> Any", "true")]
    public void Questions_about_values_are_answered(string expression, string expected) =>
        expression.ShouldGive(expected);
}
