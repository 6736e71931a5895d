using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class NumberFunctionTests
{
    [Theory]
    [InlineData("decimal(1 / 3, 2)", "0.33")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(125, -1)", "120")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("floor(-1.56, 1)", "-1.6")]
    [InlineData("ceiling(-1.5)", "-1")]
    [InlineData("round up(-1.126, 2)", "-1.13")]
    [InlineData("round down(-1.126, 2)", "-1.12")]
    [InlineData("round half up(-1.125, 2)", "-1.13")]
    [InlineData("round half down(1.125, 2)", "1.12")]
    [InlineData("abs(-10)", "10")]
    [InlineData("abs(@\"-PT5H\")", "@\"PT5H\"")]
    [InlineData("abs(@\"-P1Y\")", "@\"P1Y\"")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("modulo(12, -5)", "-3")]
    [InlineData("modulo(10.1, -4.5)", "-3.4")]
    [InlineData("sqrt(16)", "4")]
    [InlineData("sqrt(2)", "1.414213562373095048801688724209698")]
    [InlineData("log(10)", "2.302585092994045684017991454684364")]
    [InlineData("log(1)", "0")]
    [InlineData("exp(1)", "2.718281828459045235360287471352662")]
    [InlineData("exp(-2)", "0.1353352832366126918939994949724844")]
    [InlineData("odd(5)", "true")]
    [InlineData("even(0)", "true")]
    public void Numbers_are_worked_out_exactly(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("modulo(1, 0)")]
    [InlineData("sqrt(-1)")]
    [InlineData("log(0)")]
    [InlineData("exp(20000)")]
    [InlineData("odd(1.5)")]
    [InlineData("decimal(1, 10000)")]
    [InlineData("floor(\"1\")")]
    [InlineData("abs(\"a\")")]
    public void A_number_that_does_not_exist_is_null(string expression) => expression.ShouldGiveNothing();
}
