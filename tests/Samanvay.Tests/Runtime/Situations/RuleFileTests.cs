using FsCheck;
using FsCheck.Fluent;
using Samanvay.Runtime.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class RuleFileTests
{
    private const string River = """
        {
          "id": "river-level",
          "title": "नदी का स्तर",
          "x-owner":   {"of": [1.50, 2e3]},
          "for": {"readings": "=confirmReadings"},
          "lowerAfter": "=lowerAfter",
          "levels": [
            {"name": "low",  "at": "=warningLevel", "severity": 4},
            {"name": "high", "at": 10.50, "severity": 2}
          ],
          "plausible": {"min": 0}
        }
        """;

    private static readonly RuleFile File = new(River);

    [Theory]
    [InlineData("title", "नदी का स्तर")]
    [InlineData("for.readings", "=confirmReadings")]
    [InlineData("levels[1].at", "10.50")]
    [InlineData("levels[2].at", null)]
    [InlineData("x-owner.of[1]", "2e3")]
    [InlineData("coolDown", null)]
    public void A_field_is_shown_as_it_stands_in_the_file(string field, string? shown) => File[field].ShouldBe(shown);

    [Fact]
    public void A_changed_field_changes_nothing_else()
    {
        File.With("levels[1].at", "11.2", RuleFieldKind.Number).Text
            .ShouldBe(River.Replace("10.50", "11.2", StringComparison.Ordinal));
        File.With("levels[0].at", "=warningLevel - 1", RuleFieldKind.Number).Text
            .ShouldBe(River.Replace("=warningLevel", "=warningLevel - 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_field_is_laid_out_like_its_neighbours()
    {
        File.With("coolDown", "PT1H").Text.ShouldBe(River.Replace(
            "\"plausible\": {\"min\": 0}", "\"plausible\": {\"min\": 0},\n  \"coolDown\": \"PT1H\"",
            StringComparison.Ordinal));
        File.With("levels[0].clear", "7", RuleFieldKind.Number)["levels[0].clear"].ShouldBe("7");
        File.With("plausible.stuck.readings", "6", RuleFieldKind.Number).Text
            .ShouldContain("\"plausible\": {\"min\": 0, \"stuck\": {\"readings\": 6}}");
    }

    [Fact]
    public void A_field_that_is_emptied_goes_with_what_it_alone_was_in()
    {
        File.With("plausible.min", "").Text.ShouldBe(River.Replace(
            ",\n  \"plausible\": {\"min\": 0}", "", StringComparison.Ordinal));
        File.With("lowerAfter", null).Text.ShouldBe(River.Replace(
            "\"lowerAfter\": \"=lowerAfter\",\n  ", "", StringComparison.Ordinal));
        File.With("coolDown", "").ShouldBe(File);
    }

    [Fact]
    public void A_time_in_place_of_a_count_of_readings_is_written_over_it_and_back()
    {
        var timed = File.With("for", "PT20M");

        timed["for"].ShouldBe("PT20M");
        timed.With("for.readings", "3", RuleFieldKind.Number).Text.ShouldContain("\"for\": {\"readings\": 3}");
    }

    [Fact]
    public void What_is_no_number_is_kept_to_be_shown_with_what_is_wrong_with_it()
    {
        var wrong = File.With("levels[1].at", "ten", RuleFieldKind.Number);

        wrong["levels[1].at"].ShouldBe("ten");
    }

    [Fact]
    public void Levels_come_and_go()
    {
        var more = File.WithLevel("worst", "=highestFloodLevel", 1);

        more.Count("levels").ShouldBe(3);
        more["levels[2].at"].ShouldBe("=highestFloodLevel");
        more.WithoutItem("levels[2]").ShouldBe(File);
    }

    [Fact]
    public void A_file_that_is_no_JSON_stays_as_it_is()
    {
        var broken = new RuleFile("{\"id\": ");

        broken["id"].ShouldBeNull();
        broken.With("id", "x").ShouldBe(broken);
        broken.Count("levels").ShouldBe(0);
    }

    [Fact]
    public void Whatever_is_written_into_a_field_is_read_back_and_undone_without_a_trace() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>(),
        written =>
        {
            var changed = File.With("lowerAfter", written.Get);
            return changed["lowerAfter"] == written.Get && changed.With("lowerAfter", "=lowerAfter") == File;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rule_from_scratch_is_whole()
    {
        var fresh = new RuleFile(new NewRule("rain-heavy", "rain.hour").Text("mm", 12.5m));

        var read = Samanvay.Engine.Situations.SituationReader.Read(fresh.Text);

        read.Problems.ShouldBeEmpty();
        var rule = read.Value!.Bind(Samanvay.Feel.Values.FeelContext.Empty).Value!;
        (rule.Id, rule.Signal, rule.Levels[0].At).ShouldBe(("rain-heavy", "rain.hour", 12.5m));
    }
}
