using NodaTime;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel.Builtins;

public sealed class PatternFunctionTests
{
    [Theory]
    [InlineData("matches(\"river\", \"^r.*r$\")", "true")]
    [InlineData("matches(\"river\", \"RIVER\", \"i\")", "true")]
    [InlineData("matches(\"a.b\", \"a.b\", \"q\")", "true")]
    [InlineData("matches(\"axb\", \"a.b\", \"q\")", "false")]
    [InlineData("matches(\"W-12\", \"^[A-Z]-\\d{2}$\")", "true")]
    [InlineData("matches(\"abab\", \"^(ab)\\1$\")", "true")]
    [InlineData("matches(\"aaa\", \"^(a{2}){2}$\")", "false")]
    [InlineData("matches(\"\u0928\u0926\u0940\", \"^\\p{IsDevanagari}+$\")", "true")]
    [InlineData("matches(\"O\", \"[A-Z-[OI]]\")", "false")]
    [InlineData("matches(\"q\", \"[^Q]\", \"i\")", "false")]
    [InlineData("matches(\"a\\nb\", \"a.b\")", "false")]
    [InlineData("matches(\"a\\nb\", \"a.b\", \"s\")", "true")]
    [InlineData("matches(\"a\\nb\", \"^b$\", \"m\")", "true")]
    [InlineData("matches(\"ab\", \"a b\", \"x\")", "true")]
    [InlineData("replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\"")]
    [InlineData("replace(\"0123456789\", \"(\\d{3})(\\d{3})(\\d{4})\", \"($1) $2-$3\")", "\"(012) 345-6789\"")]
    [InlineData("replace(\"a$\", \"\\$\", \"\\$1\")", "\"a$1\"")]
    [InlineData("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]")]
    [InlineData("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]")]
    public void Patterns_are_those_of_xpath(string expression, string expected) => expression.ShouldGive(expected);

    [Theory]
    [InlineData("matches(\"a\", \"(\")")]
    [InlineData("matches(\"a\", \"[b-a]\")")]
    [InlineData("matches(\"a\", \"a\", \"z\")")]
    [InlineData("matches(\"a\", \"(a)\\2\")")]
    [InlineData("matches(\"a\", \"\\p{IsNowhere}\")")]
    [InlineData("matches(\"a\", \"a{5,2}\")")]
    [InlineData("replace(\"a\", \"x*\", \"-\")")]
    [InlineData("replace(\"a\", \"a\", \"$\")")]
    public void A_pattern_that_can_not_be_used_gives_nothing(string expression) => expression.ShouldGiveNothing();

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)*$")]
    [InlineData("(a*)*(a*)*(a*)*b")]
    [InlineData("((a{0,100}){0,100}){0,100}x")]
    public void A_pattern_that_explodes_ends_at_the_limit(string pattern)
    {
        var text = new string('a', 40) + "!";
        var scope = new FeelScope(
            FeelContext.Of(("text", FeelValue.Of(text)), ("pattern", FeelValue.Of(pattern))),
            Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc);

        var result = FeelRun.Result("matches(text, pattern)", scope);

        (result.LimitPassed is not null || result.Value.IsNull).ShouldBeTrue();
        result.Warnings.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_long_text_does_not_exhaust_the_stack()
    {
        var scope = FeelRun.Scope.With("text", FeelValue.Of(new string('a', 100_000)));

        FeelRun.Result("matches(text, \"^(a|b)*$\")", scope).Value.ShouldBe(FeelValue.True);
    }
}
