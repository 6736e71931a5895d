using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class StringFunctionTests
{
    [Theory]
    [InlineData("substring(\"foobar\", 3)", "\"obar\"")]
    [InlineData("substring(\"foobar\", -2, 1)", "\"a\"")]
    [InlineData("substring(string: \"foobar\", start position: 2, length: 3)", "\"oob\"")]
    [InlineData("substring(\"\\U01F40Eab\", 2)", "\"ab\"")]
    [InlineData("string length(\"\\U01F40Eab\")", "3")]
    [InlineData("upper case(\"aBc\")", "\"ABC\"")]
    [InlineData("lower case(\"aBc\")", "\"abc\"")]
    [InlineData("substring before(\"river/level\", \"/\")", "\"river\"")]
    [InlineData("substring before(\"river\", \"/\")", "\"\"")]
    [InlineData("substring after(\"river/level\", \"/\")", "\"level\"")]
    [InlineData("contains(\"river\", \"ve\")", "true")]
    [InlineData("starts with(\"river\", \"ri\")", "true")]
    [InlineData("ends with(\"river\", \"ri\")", "false")]
    [InlineData("string join([\"a\", null, \"b\"], \", \")", "\"a, b\"")]
    [InlineData("string join([\"a\", \"b\"])", "\"ab\"")]
    [InlineData("\"line\\nnext \\\"quoted\\\" \\u0041\"", "\"line\\nnext \\\"quoted\\\" A\"")]
    public void Texts_are_taken_apart_and_joined(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("substring(\"foobar\", 0)")]
    [InlineData("substring(\"foobar\", 1, 0)")]
    [InlineData("substring(1, 1)")]
    [InlineData("substring(string: \"a\", begin: 1)")]
    [InlineData("upper case(null)")]
    [InlineData("string join([1])")]
    public void Wrong_arguments_give_nothing(string expression) => expression.ShouldGiveNothing();
}
