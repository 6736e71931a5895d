using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Situations;
using Samanvay.Feel.Values;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Situations;

public sealed class SituationReaderTests
{
    private const string RiverLevel = """
        {
          "id": "river-level", "title": "River level", "signal": "river.level", "unit": "m", "key": "gauge",
          "period": "PT10M", "for": {"readings": 2}, "lowerAfter": "=lowerAfter", "closableAfter": "PT24H",
          "levels": [
            {"name": "low", "at": "=warningLevel", "severity": 4},
            {"name": "high", "at": "=highestFloodLevel - 0.5", "clear": 13, "severity": 2}
          ],
          "plausible": {"min": -0.05, "ratePerHour": 3, "stuck": {"readings": 12, "for": "PT4H"}}
        }
        """;

    private static readonly FeelContext Parameters = FeelContext.Of(
        ("warningLevel", FeelNumber.Of(8)), ("highestFloodLevel", FeelNumber.Of(14)),
        ("lowerAfter", FeelDaysDuration.Of(Duration.FromHours(6))));

    [Fact]
    public void A_rule_is_read_and_bound_to_a_citys_parameters()
    {
        var draft = SituationReader.Read(RiverLevel).Value!;
        draft.Parameters.ShouldBe(["highestFloodLevel", "lowerAfter", "warningLevel"], ignoreOrder: true);

        var rule = draft.Bind(Parameters).Value!;

        rule.Levels.ShouldBe([new("low", 8m, 8m, 4), new("high", 13.5m, 13m, 2)]);
        rule.ForReadings.ShouldBe(2);
        rule.LowerAfter.ShouldBe(Duration.FromHours(6));
        rule.ClosableAfter.ShouldBe(Duration.FromHours(24));
        rule.StaleAfter.ShouldBe(Duration.FromMinutes(30));
        rule.Plausible.ShouldBe(new(Min: -0.05m, RatePerHour: 3m)
        {
            StuckReadings = 12, StuckFor = Duration.FromHours(4),
        });
    }

    [Theory]
    [InlineData("\"period\": \"PT10M\"", "\"period\": \"10 minutes\"", "period")]
    [InlineData("\"lowerAfter\"", "\"lowerafter\"", "lowerafter")]
    [InlineData("\"severity\": 4", "\"severity\": 9", "levels[0].severity")]
    [InlineData("\"=warningLevel\"", "\"warningLevel\"", "levels[0].at")]
    [InlineData("\"=warningLevel\"", "\"=(warningLevel\"", "levels[0].at")]
    [InlineData("\"gauge\"", "\"bridge\"", "key")]
    [InlineData("\"high\"", "\"low\"", "levels")]
    [InlineData("\"unit\": \"m\"", "\"unit\": \"m\", \"unit\": \"[ft_i]\"", "unit")]
    public void What_is_wrong_is_told_with_its_place(string right, string wrong, string field)
    {
        var text = RiverLevel.Replace(right, wrong, StringComparison.Ordinal);

        var parsed = SituationReader.Read(text, "situations/river.json");

        parsed.Value.ShouldBeNull();
        parsed.Problems.ShouldContain(problem => problem.Location.Field == field);
        parsed.Problems.ShouldAllBe(problem => problem.Location.File == "situations/river.json");
    }

    [Fact]
    public void A_wrong_expression_is_told_with_its_setting() =>
        SituationReader.Read(RiverLevel.Replace("\"=warningLevel\"", "\"=warningLevel +\"", StringComparison.Ordinal))
            .Problems.ShouldHaveSingleItem().Message.ShouldStartWith("levels[0].at: ");

    [Theory]
    [InlineData("=value + 1")]
    [InlineData("=\"high\"")]
    public void A_condition_that_is_no_yes_or_no_is_found(string when)
    {
        var text = RiverLevel.Replace(
            "\"severity\": 4", $"\"severity\": 4, \"when\": {JsonSerializer.Serialize(when)}",
            StringComparison.Ordinal);

        SituationReader.Read(text).Value!.Bind(Parameters).Problems.ShouldHaveSingleItem()
            .Location.Field.ShouldBe("levels[0].when");
    }

    [Fact]
    public void Broken_json_is_told_with_its_line() =>
        SituationReader.Read("{\n\"id\": }").Problems.ShouldHaveSingleItem().Location.Line.ShouldBe(2);

    [Fact]
    public void Thresholds_in_the_wrong_order_are_found_when_parameters_are_known()
    {
        var draft = SituationReader.Read(RiverLevel).Value!;

        var bound = draft.Bind(Parameters.With("warningLevel", FeelNumber.Of(15)));

        bound.Value.ShouldBeNull();
        bound.Problems.ShouldHaveSingleItem().Message.ShouldContain("Level high must begin beyond level low");
    }

    [Fact]
    public void A_parameter_that_does_not_exist_is_named()
    {
        var bound = SituationReader.Read(RiverLevel).Value!.Bind(FeelContext.Of(("warningLevel", FeelNumber.Of(8))));

        bound.Value.ShouldBeNull();
        bound.Problems.ShouldContain(problem => problem.Message.Contains("highestFloodLevel is no parameter"));
    }

    [Fact]
    public void Every_situation_of_a_playbook_is_read_and_binds_to_the_playbooks_defaults()
    {
        var templates = Path.Combine(SharedFolder.Repository, "templates");
        var files = Directory.GetFiles(templates, "*.json", SearchOption.AllDirectories).Where(file =>
            Path.GetFileName(Path.GetDirectoryName(file)) == "situations").ToList();
        files.ShouldNotBeEmpty();

        foreach (var file in files)
        {
            var playbook = Path.Combine(Path.GetDirectoryName(file)!, "..", "playbook.json");
            var (text, defaults) = (File.ReadAllText(file), Defaults(File.ReadAllText(playbook)));
            if (SituationReader.IsAboutAlerts(text))
            {
                var alert = SituationReader.ReadAlert(text, file);
                alert.Problems.ShouldBeEmpty();
                alert.Value!.Bind(defaults, file).Problems.ShouldBeEmpty();
                continue;
            }

            var draft = SituationReader.Read(text, file);
            draft.Problems.ShouldBeEmpty();
            draft.Value!.Bind(defaults, file).Problems.ShouldBeEmpty();
        }
    }

    private static FeelContext Defaults(string playbook)
    {
        using var document = JsonDocument.Parse(playbook);
        return FeelContext.Of(document.RootElement.GetProperty("parameters").EnumerateArray()
            .Select(parameter => KeyValuePair.Create(
                parameter.GetProperty("name").GetString()!, Default(parameter.GetProperty("default")))).ToList());
    }

    private static FeelValue Default(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => FeelNumber.Of(value.GetDecimal()),
        JsonValueKind.String when PeriodPattern.NormalizingIso.Parse(value.GetString()!) is { Success: true } period =>
            FeelDaysDuration.Of(period.Value.ToDuration()),
        JsonValueKind.String => new FeelString(value.GetString()!),
        _ => FeelValue.Null,
    };
}
