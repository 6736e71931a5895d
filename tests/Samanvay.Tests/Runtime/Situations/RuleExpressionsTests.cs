using Samanvay.Feel.Values;
using Samanvay.Runtime.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class RuleExpressionsTests
{
    private static readonly FeelContext Parameters = FeelContext.Of(
        ("dangerLevel", FeelValue.Of(10L)), ("margin", FeelValue.Of(2L)));

    [Theory]
    [InlineData("8", 8.5, "8.5")]
    [InlineData("=dangerLevel", 10.5, "=dangerLevel + 0.5")]
    [InlineData("=dangerLevel - 1", 9.25, "=dangerLevel - 0.75")]
    [InlineData("=dangerLevel - 1", 10, "=dangerLevel")]
    [InlineData("=dangerLevel - margin", 8.5, "=(dangerLevel - margin) + 0.5")]
    [InlineData("=(dangerLevel - margin) + 0.5", 7, "=(dangerLevel - margin) - 1")]
    [InlineData("=if margin > 1 then dangerLevel else margin - 1", 11,
        "=(if margin > 1 then dangerLevel else margin - 1) + 1")]
    [InlineData("=nobodyKnows", 7, "7")]
    public void What_is_calculated_stays_calculated_when_its_line_is_moved(string written, double to, string moved)
    {
        var result = RuleExpressions.Moved(written, (decimal)to, Parameters);

        result.ShouldBe(moved);
        RuleExpressions.Number(result, Parameters).ShouldBe((decimal)to);
    }

    [Fact]
    public void The_value_here_is_what_the_parameters_give()
    {
        RuleExpressions.Here("=dangerLevel * 2", Parameters).ShouldBe(FeelValue.Of(20L));
        RuleExpressions.Here("=other", Parameters).ShouldBeNull();
        RuleExpressions.Here("=1 +", Parameters).ShouldBeNull();
        RuleExpressions.Here("12", Parameters).ShouldBeNull();
    }
}
