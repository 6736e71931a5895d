using Samanvay.Engine.Situations;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Written;

namespace Samanvay.Tests.Engine.Situations.Conditions;

public sealed class SequenceTests
{
    private static readonly SituationRule Rule = Street("""
        "inputs": {"rain": {"signal": "rain.depth", "unit": "mm", "period": "PT15M", "staleAfter": "PT9H"}},
        "after": [{"when": "=rain >= 20", "within": "PT60M"}, {"when": "=value >= 10", "within": "PT30M"}]
        """);

    [Fact]
    public void Rain_then_puddles_then_deep_water_raises_the_level() =>
        Told(Run(Rule, [Rain(0, 25), Rain(5, 0), At(30, 12), At(50, 31)], 60).Changes).ShouldBe(["50 raised/deep"]);

    [Fact]
    public void Without_what_comes_before_the_level_does_not_begin() =>
        Told(Run(Rule, [At(30, 12), At(50, 31), At(70, 35)], 80).Changes).ShouldBeEmpty();

    [Fact]
    public void In_another_order_it_is_no_sequence() =>
        Told(Run(Rule, [At(0, 12), At(9, 3), Rain(10, 25), At(20, 31)], 30).Changes).ShouldBeEmpty();

    [Fact]
    public void What_was_too_long_ago_does_not_count() =>
        Told(Run(Rule, [Rain(0, 25), Rain(5, 0), At(30, 12), At(40, 5), At(61, 31)], 80).Changes).ShouldBeEmpty();

    [Fact]
    public void A_level_that_has_begun_lasts_without_its_beginning() => Told(
        Run(Rule, [Rain(0, 25), Rain(5, 0), At(30, 12), At(50, 31), At(200, 35), At(210, 20)], 220).Changes)
        .ShouldBe(["50 raised/deep", "210 cleared", "210 closable"]);

    private static Observation Rain(double minutes, decimal value) => At(minutes, value, "r", "rain");
}
