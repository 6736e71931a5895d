using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Designer.Localization;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;
using Samanvay.Runtime.Procedures.Review.Files;
using Samanvay.Tests.Designer;
using Samanvay.Tests.Runtime.Procedures.Decisions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class FileDiffTests : ScreenTest
{
    private const string Rule = """
        {
          "id": "river", "title": "River level", "signal": "river.level", "unit": "m", "join": true,
          "for": {"readings": 2},
          "levels": [
            {"name": "low", "at": 3, "severity": 4},
            {"name": "high", "at": "=danger", "severity": 2}
          ]
        }
        """;

    [Fact]
    public void A_changed_cell_names_the_decision_the_rule_the_column_and_both_texts()
    {
        var difference = Tables(AlarmTable.Table(), AlarmTable.Table(high: ">= 4")).ShouldHaveSingleItem();

        difference.Sentence.ShouldBe("Decision “Alarm”, rule 2, column “Level”: the cell changed from >= 5 to >= 4.");
        difference.Before.ShouldBe(">= 5");
        difference.After.ShouldBe(">= 4");
    }

    [Fact]
    public void A_changed_cell_is_told_in_hindi_too()
    {
        var said = Tables(AlarmTable.Table(), AlarmTable.Table(high: ">= 4")).ShouldHaveSingleItem().Said;
        Speak("hi");

        new Texts().Say(said).ShouldBe("निर्णय “Alarm”, नियम 2, स्तंभ “Level”: खाना >= 5 से बदलकर >= 4 किया गया।");
    }

    [Fact]
    public void Rules_that_are_added_removed_and_moved_are_told_with_their_cells()
    {
        Sentences(With("""<rule id="mid">""" + Cells("5", "\"amber\""), before: """<rule id="high">""")).ShouldBe(
            ["Decision “Alarm”: rule 2 was added: Level: 5; Alarm: \"amber\"."]);
        Sentences(Without("low")).ShouldBe(
            ["Decision “Alarm”: rule 1 was removed: Level: < 5; Alarm: \"green\"."]);
        Sentences(Swapped()).ShouldBe(["Decision “Alarm”: rule 1 was moved and is now rule 2."]);
    }

    [Fact]
    public void Rules_without_ids_are_known_by_what_they_say()
    {
        var before = AlarmTable.Table().Replace("<rule id=\"low\">", "<rule>", StringComparison.Ordinal)
            .Replace("<rule id=\"high\">", "<rule>", StringComparison.Ordinal);
        var after = before.Replace(
            "<rule>", "<rule>" + Cells("null", "\"none\"") + "<rule>", StringComparison.Ordinal);
        after = after.Remove(after.LastIndexOf("<rule>" + Cells("null", "\"none\""), StringComparison.Ordinal),
            ("<rule>" + Cells("null", "\"none\"")).Length);

        Tables(before, after).Select(one => one.Sentence).ShouldBe(
            ["Decision “Alarm”: rule 1 was added: Level: null; Alarm: \"none\"."]);
        Tables(before, before.Replace("&lt; 5", "&lt; 4", StringComparison.Ordinal)).Select(one => one.Sentence)
            .ShouldBe(["Decision “Alarm”, rule 1, column “Level”: the cell changed from < 5 to < 4."]);
    }

    [Fact]
    public void The_hit_policy_a_test_row_and_a_heading_are_compared()
    {
        Sentences(AlarmTable.Table().Replace("UNIQUE", "FIRST", StringComparison.Ordinal)).ShouldBe(
            ["Decision “Alarm”: the hit policy changed from Unique to First."]);
        Sentences(AlarmTable.Table(expected: "\"green\"")).ShouldBe(
            ["Decision “Alarm”, test “High water”: the expected result changed from \"red\" to \"green\"."]);
        Sentences(AlarmTable.Table().Replace("label=\"Level\"", "label=\"Stage\"", StringComparison.Ordinal)).ShouldBe(
            ["Decision “Alarm”, column “Stage”: heading changed from Level to Stage."]);
    }

    [Fact]
    public void A_table_that_is_only_laid_out_otherwise_is_told_as_a_file() => Sentences(
        AlarmTable.Table().Replace("<rule", "\n<rule", StringComparison.Ordinal)).ShouldBe(
            ["The file decisions/alarm.dmn was changed."]);

    [Fact]
    public void A_threshold_of_a_situation_names_its_level_and_its_field_with_both_values()
    {
        Rules("\"at\": 3", "\"at\": 3.5").ShouldBe(
            ["Rule “River level”: Level “low”, Begins at changed from 3 to 3.5."]);
        Rules("\"readings\": 2", "\"readings\": 3").ShouldBe(
            ["Rule “River level”: So many readings changed from 2 to 3."]);
        Rules("\"join\": true", "\"join\": false").ShouldBe(
            ["Rule “River level”: When one is open already changed from join it to open another."]);
        Rules("\"unit\": \"m\", ", "\"unit\": \"m\", \"coolDown\": \"PT1H\", ").ShouldBe(
            ["Rule “River level”: Rest after clearing is now PT1H."]);
    }

    [Fact]
    public void A_level_that_is_put_between_two_others_is_told_alone() =>
        Rules("\"severity\": 4},", "\"severity\": 4}, {\"name\": \"mid\", \"at\": 4, \"severity\": 3},").ShouldBe(
            ["Rule “River level”: Level “mid” was added: Name: mid; Begins at: 4; Severity (1 to 5): 3."]);

    [Fact]
    public void A_new_rule_is_told_with_all_that_it_sets()
    {
        var told = ProcedureDiff.Between(
            ProcedureFiles.Empty, ProcedureFiles.Empty.With("situations/river.json", Rule));

        told.Select(one => one.Sentence).ShouldBe(
        [
            "Rule “River level” was added: id: river; Name for people: River level; Signal: river.level; Unit: m; "
                + "When one is open already: join it; So many readings: 2.",
            "Rule “River level”: Level “low” was added: Name: low; Begins at: 3; Severity (1 to 5): 4.",
            "Rule “River level”: Level “high” was added: Name: high; Begins at: =danger; Severity (1 to 5): 2.",
        ]);
        told.ShouldAllBe(one => one.File == "situations/river.json");
    }

    [Fact]
    public void A_new_decision_is_told_with_its_columns_rules_and_tests()
    {
        var told = ProcedureDiff.Between(
            ProcedureFiles.Empty, ProcedureFiles.Empty.With(AlarmTable.Path, AlarmTable.Table()))
            .Select(one => one.Sentence).ToList();

        told.ShouldContain("Decision “Alarm” was added: type: string; what it needs: level; the hit policy: Unique.");
        told.ShouldContain("Decision “Alarm”: the column “Level” was added: heading: Level; what it asks: level; "
            + "type: number.");
        told.ShouldContain("Decision “Alarm”: rule 2 was added: Level: >= 5; Alarm: \"red\".");
        told.ShouldContain(one => one.Contains("High water", StringComparison.Ordinal));
    }

    [Fact]
    public void The_settings_of_a_rule_are_called_as_its_form_calls_them()
    {
        var texts = new Texts();
        foreach (var language in (string[])["en", "hi"])
        {
            Speak(language);
            foreach (var (key, label) in RuleLabels.All.Values.Concat(RuleLabels.Choices.Values))
                texts.Say(label).ShouldBe(texts[key], $"{language} {key}");
        }
    }

    private static string[] Rules(string from, string to)
    {
        var changed = Rule.Replace(from, to, StringComparison.Ordinal);
        changed.ShouldNotBe(Rule);
        return
        [
            .. ProcedureDiff.Between(
                ProcedureFiles.Empty.With("situations/river.json", Rule),
                ProcedureFiles.Empty.With("situations/river.json", changed)).Select(one => one.Sentence),
        ];
    }

    private static string[] Sentences(string after) =>
        [.. Tables(AlarmTable.Table(), after).Select(one => one.Sentence)];

    private static ImmutableArray<Difference> Tables(string before, string after) =>
        ProcedureDiff.Between(AlarmTable.Files(before), AlarmTable.Files(after));

    private static string Cells(string input, string output) => string.Create(
        CultureInfo.InvariantCulture,
        $"<inputEntry><text>{input}</text></inputEntry><outputEntry><text>{output}</text></outputEntry></rule>");

    private static string With(string rule, string before) =>
        AlarmTable.Table().Replace(before, rule + before, StringComparison.Ordinal);

    private static string Without(string id)
    {
        var table = AlarmTable.Table();
        var rule = RuleIn(table, id);
        return table.Replace(rule, "", StringComparison.Ordinal);
    }

    private static string Swapped()
    {
        var table = AlarmTable.Table();
        var (low, high) = (RuleIn(table, "low"), RuleIn(table, "high"));
        return table.Replace(low, "@", StringComparison.Ordinal).Replace(high, low, StringComparison.Ordinal)
            .Replace("@", high, StringComparison.Ordinal);
    }

    private static string RuleIn(string table, string id)
    {
        var from = table.IndexOf($"<rule id=\"{id}\">", StringComparison.Ordinal);
        return table[from..(table.IndexOf("</rule>", from, StringComparison.Ordinal) + "</rule>".Length)];
    }
}
