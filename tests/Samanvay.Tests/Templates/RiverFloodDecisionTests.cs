using NodaTime;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class RiverFloodDecisionTests
{
    private static readonly FeelScope Nothing =
        new(FeelContext.Empty, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc);

    [Theory]
    [InlineData("high", 3)]
    [InlineData("unprecedented", 2)]
    public void A_stage_of_evacuation_has_its_localities(string stage, int count)
    {
        var localities = Ask("localities-by-stage", $$"""{evacuationStage: "{{stage}}"}""").ShouldBeOfType<FeelList>();

        localities.Count.ShouldBe(count);
        foreach (var locality in localities)
            Ask("transport-for-locality", FeelContext.Of(("locality", locality))).ShouldBeOfType<FeelContext>();
    }

    [Theory]
    [InlineData(1, 2, 0, "do-not-drink")]
    [InlineData(0, 2, 0, "boil")]
    [InlineData(0, 0, 4, "boil")]
    [InlineData(0, 0, 0, "safe")]
    public void The_water_is_judged_by_its_worst_test(int ecoli, int chlorineLow, int turbid, string verdict) =>
        Ask(
            "water-verdict",
            $$"""{waterTest: {ecoli: {{ecoli}}, chlorineLow: {{chlorineLow}}, turbid: {{turbid}} } }""")
            .ShouldBeOfType<FeelContext>()["verdict"].ShouldBe(FeelValue.Of(verdict));

    private static FeelValue Ask(string decision, string variables) =>
        Ask(decision, FeelCompiler.Expression(variables).Value.ShouldNotBeNull()
            .Evaluate(Nothing).Value.ShouldBeOfType<FeelContext>());

    private static FeelValue Ask(string decision, FeelContext variables)
    {
        var model = new PlaybookFolder("river-flood").Decisions
            .Single(model => model.Definitions.Decisions.Any(known => known.Id == decision));
        var result = DecisionEvaluator.Evaluate(model, decision, Nothing with { Variables = variables });
        result.Warnings.ShouldBeEmpty();
        return result.Value;
    }
}
