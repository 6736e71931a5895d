using Samanvay.Dmn;
using Samanvay.Engine.Situations;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Dmn.Model;
using static Samanvay.Tests.Engine.Situations.Written;

namespace Samanvay.Tests.Engine.Situations.Conditions;

public sealed class SeverityTableTests
{
    private const string Water = """
        {
          "id": "water", "signal": "street.water", "unit": "cm", "key": "ward", "period": "PT10M",
          "staleAfter": "PT24H", "severityBy": "how severe",
          "levels": [{"name": "wet", "at": 10, "severity": 5}, {"name": "deep", "at": 30, "severity": 4}]
        }
        """;

    private static readonly string Severity = Definitions(
        Input("level"), Input("value"), Input("schools"),
        Decision(
            "how severe",
            Table(
                "hitPolicy=\"FIRST\"", "value", "<output/>", ">= 90 | 1", ">= 30 | if schools > 2 then 2 else 3",
                ">= 20 | \"grave\""),
            NeedsInput("level", "value", "schools")));

    [Theory]
    [InlineData(12, 0, 5, null)]
    [InlineData(25, 0, 5, null)]
    [InlineData(35, 0, 3, 2)]
    [InlineData(35, 3, 2, 2)]
    [InlineData(95, 3, 1, 1)]
    public void A_table_says_how_severe_a_level_is_and_the_level_where_the_table_does_not(
        int value, int schools, int severity, int? rule)
    {
        var raised = Run(Bound(Water, schools), [At(0, value)], until: 1).Changes.OfType<LevelRaised>().Last();

        raised.Severity.ShouldBe(severity);
        raised.SeverityBy!.IsOwn.ShouldBe(rule is null);
        if (rule is { } matched) raised.SeverityBy.Rules.ShouldBe([matched]);
    }

    [Fact]
    public void A_lowered_level_is_as_severe_as_the_table_says_at_that_moment()
    {
        var changes = Run(Bound(Water, 0), [At(0, 95), At(10, 22)], until: 11).Changes;

        changes.OfType<LevelLowered>().ShouldHaveSingleItem().Severity.ShouldBe(5);
    }

    [Fact]
    public void A_decision_that_is_not_there_is_told_with_its_place()
    {
        var draft = SituationReader.Read(Water.Replace("how severe", "how grave", StringComparison.Ordinal)).Value!;

        var problem = draft.Bind(Parameters(0), Decisions()).Problems.ShouldHaveSingleItem();

        problem.Message.ShouldContain("how grave");
        problem.Location.Field.ShouldBe("severityBy");
    }

    [Fact]
    public void A_decision_that_asks_for_what_nobody_sees_is_refused()
    {
        var problem = SituationReader.Read(Water).Value!.Bind(FeelContext.Empty, Decisions()).Problems
            .ShouldHaveSingleItem();

        problem.Message.ShouldContain("schools");
    }

    private static SituationRule Bound(string json, int schools)
    {
        var bound = SituationReader.Read(json).Value!.Bind(Parameters(schools), Decisions());
        bound.Problems.ShouldBeEmpty();
        return bound.Value!;
    }

    private static FeelContext Parameters(int schools) =>
        FeelContext.Of([KeyValuePair.Create<string, FeelValue>("schools", FeelNumber.Of(schools))]);

    private static DecisionModel[] Decisions() => [DecisionCompiler.Compile(Severity).Value!];
}
