using Samanvay.Dmn.Analysis;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Analysis;

public sealed class TableAnalysisTests
{
    private static readonly SampleTable Level = SampleTable.Over(("level", "number"));

    [Fact]
    public void A_table_that_covers_everything_once_has_no_findings()
    {
        var report = Level.With("< 2 | 1", "[2..4) | 2", ">= 4 | 3").Report();

        report.Findings.ShouldBeEmpty();
        report.IsProven.ShouldBeTrue();
    }

    [Theory]
    [InlineData("< 2 | 1", "> | 2")]
    [InlineData("< 2 | 1", "> 4 | )")]
    [InlineData("< 2 | 1", "[2..3) | 2", "> 4")]
    public void What_a_rule_that_can_not_be_read_leaves_open_is_no_gap(params string[] rules)
    {
        var report = Level.With(rules).Report();

        report.Findings.ShouldBeEmpty();
        report.IsWhole.ShouldBeFalse();
        report.IsProven.ShouldBeFalse();
    }

    [Fact]
    public void What_asks_for_something_that_can_not_be_read_has_no_gaps() =>
        (Level with { Asked = ["level +"] }).With("< 2 | 1").Report().Findings.ShouldBeEmpty();

    [Fact]
    public void Rules_that_can_be_read_are_still_compared_beside_one_that_can_not() =>
        Level.With("< 2 | 1", "< 3 | 2", "> | 3").Report().Findings.ShouldHaveSingleItem().Rules.ShouldBe([1, 2]);

    [Theory]
    [InlineData("number", "<= 17", ">= 18", "(17..18)", "17.1")]
    [InlineData("number", "< 5", "> 5", "5", "5")]
    [InlineData("number", "[0..5]", "[6..9]", "< 0, (5..6), > 9", "-1")]
    [InlineData("number", "not(3, 4)", "4", "3", "3")]
    [InlineData("date", "< date(\"2026-06-01\")", "> @\"2026-06-02\"",
        "[@\"2026-06-01\"..@\"2026-06-02\"]", "2026-06-01")]
    [InlineData("time", "< @\"06:00:00\"", ">= @\"18:00:00\"", "[@\"06:00:00\"..@\"18:00:00\")", "06:00:00")]
    [InlineData("dateTime", "< @\"2026-06-01T00:00:00Z\"", "> @\"2026-06-01T00:00:00Z\"",
        "@\"2026-06-01T00:00:00Z\"", "2026-06-01T00:00:00Z")]
    [InlineData("dayTimeDuration", "< duration(\"PT30M\")", "> duration(\"PT1H\")",
        "[@\"PT30M\"..@\"PT1H\"]", "PT30M")]
    [InlineData("yearMonthDuration", "< @\"P1Y\"", "> @\"P1Y\"", "@\"P1Y\"", "P1Y")]
    [InlineData("boolean", "true", "true", "false", "false")]
    [InlineData("string", "\"high\"", "\"low\", \"middle\"", "not(\"high\", \"low\", \"middle\")", "\"other\"")]
    [InlineData("string", "<= \"m\"", "> \"p\"", "(\"m\"..\"p\"]", "\"p\"")]
    [InlineData("number", "? < 3 or ? > 8", "? between 5 and 8", "[3..5)", "3")]
    [InlineData("number", "? in ([1..3], 7)", "not(? < 8)", "< 1, (3..7), (7..8)", "0")]
    [InlineData("number", "null", "null", "not(null)", "0")]
    [InlineData("Any", "\"a\"", "5", "< 5, > 5, ? instance of string and not(? in (\"a\"))", "4")]
    [InlineData("number", "< 60 * 24", "> 60 * 24", "1440", "1440")]
    public void What_no_rule_matches_is_shown_as_a_missing_rule_and_an_example(
        string type, string first, string second, string missing, string example)
    {
        var report = SampleTable.Over(("x", type)) with { Policy = "FIRST" };

        var gap = report.With($"{first} | 1", $"{second} | 2").Report().Findings
            .Single(finding => finding.Kind == FindingKind.Gap);

        gap.MissingRule.ShouldBe([missing]);
        gap.Example.Single().ToString().ShouldBe($"x = {example}");
        gap.Problem.Code.ShouldBe("DMN201");
        gap.Problem.Severity.ShouldBe(Severity.Warning);
        gap.Problem.Message.ShouldContain($"For example x = {example}.");
    }

    [Fact]
    public void A_gap_between_two_columns_names_both()
    {
        var table = SampleTable.Over(("level", "number"), ("night", "boolean"))
            .With("< 2 | - | 1", ">= 2 | true | 2", "[2..4) | false | 3");

        var gap = table.Report().Findings.Single();

        gap.MissingRule.ShouldBe([">= 4", "false"]);
        string.Join(", ", gap.Example).ShouldBe("level = 4, night = false");
    }

    [Fact]
    public void Values_that_may_not_come_are_no_gap()
    {
        const string types = """
            <itemDefinition name="tStage"><typeRef>string</typeRef>
              <allowedValues><text>"low","high"</text></allowedValues></itemDefinition>
            <itemDefinition name="tShare"><typeRef>number</typeRef><allowedValues><text>[0..100]</text></allowedValues>
            </itemDefinition>
            """;
        var table = SampleTable.Over(("stage", "tStage"), ("share", "tShare")) with { Types = types };

        table.With("\"low\" | - | 1", "\"high\" | < 50 | 2", "\"high\" | >= 50 | 3").Report().Findings.ShouldBeEmpty();
        table.With("\"low\" | - | 1", "\"high\" | < 50 | 2").Report().Findings.Single().MissingRule
            .ShouldBe(["\"high\"", "[50..100]"]);
    }

    [Fact]
    public void Allowed_values_that_no_rule_names_are_listed_one_by_one()
    {
        const string types = """
            <itemDefinition name="tStage"><typeRef>string</typeRef>
              <allowedValues><text>"low","high","extreme"</text></allowedValues></itemDefinition>
            """;
        var table = SampleTable.Over(("stage", "tStage")) with { Types = types };

        table.With("\"low\" | 1").Report().Findings.Single().MissingRule.ShouldBe(["\"extreme\", \"high\""]);
    }

    [Fact]
    public void A_missing_value_counts_only_where_a_cell_names_it()
    {
        Level.With("< 2 | 1", ">= 2 | 2").Report().Findings.ShouldBeEmpty();
        Level.With("< 2 | 1", "null | 2").Report().Findings.Single().MissingRule.ShouldBe([">= 2"]);
        Level.With("not(null) | 1").Report().Findings.Single().MissingRule.ShouldBe(["null"]);
    }

    [Fact]
    public void A_default_closes_every_gap() =>
        (Level with { Output = "<defaultOutputEntry><text>0</text></defaultOutputEntry>" })
            .With("< 2 | 1").Report().Findings.ShouldBeEmpty();

    [Fact]
    public void That_a_collecting_table_may_collect_nothing_is_only_a_hint() =>
        (Level with { Policy = "COLLECT" }).With("< 2 | 1").Report().Findings.Single().Problem.Severity
            .ShouldBe(Severity.Hint);

    [Fact]
    public void Two_rules_of_a_unique_table_that_match_at_once_are_an_error()
    {
        var overlap = Level.With("<= 3 | 1", ">= 3 | 1").Report().Findings.Single();

        overlap.Kind.ShouldBe(FindingKind.Overlap);
        overlap.Rules.ShouldBe([1, 2]);
        overlap.Problem.Severity.ShouldBe(Severity.Error);
        overlap.Problem.Location.ElementId.ShouldBe("t-rule-2");
        overlap.Problem.Message.ShouldContain("For example level = 3.");
    }

    [Theory]
    [InlineData("UNIQUE", FindingKind.Contradiction)]
    [InlineData("ANY", FindingKind.Contradiction)]
    [InlineData("FIRST", null)]
    [InlineData("COLLECT", null)]
    [InlineData("RULE ORDER", null)]
    public void Different_results_at_once_contradict_each_other_where_only_one_may_come_out(
        string policy, FindingKind? kind) =>
        (Level with { Policy = policy }).With("<= 3 | 1", ">= 3 | 2").Report().Findings
            .Select(finding => (FindingKind?)finding.Kind).SingleOrDefault().ShouldBe(kind);

    [Fact]
    public void A_rule_that_says_the_same_in_other_words_is_a_duplicate()
    {
        var findings = (Level with { Policy = "COLLECT" })
            .With("- | 0", "not(< 2) | 2", ">= 2 | 1 + 1").Report().Findings;

        findings.Single().Kind.ShouldBe(FindingKind.Duplicate);
        findings.Single().Rules.ShouldBe([2, 3]);
    }

    [Fact]
    public void A_rule_behind_others_that_take_all_its_cases_is_unreachable()
    {
        var table = Level with { Policy = "FIRST" };

        var finding = table.With("< 3 | 1", "> 7 | 2", ">= 3 | 3", "[2..8] | 4").Report().Findings.Single();

        finding.Kind.ShouldBe(FindingKind.Unreachable);
        finding.Rules.ShouldBe([4, 1, 3]);
        finding.Problem.Code.ShouldBe("DMN205");
    }

    [Fact]
    public void A_rule_below_more_important_results_is_unreachable()
    {
        var table = Level with
        {
            Policy = "PRIORITY", Output = "<outputValues><text>\"high\", \"low\"</text></outputValues>",
        };

        var finding = table.With("> 5 | \"low\"", "- | \"high\"").Report().Findings.Single();

        finding.Kind.ShouldBe(FindingKind.Unreachable);
        finding.Rules.ShouldBe([1, 2]);
    }

    [Fact]
    public void A_rule_that_repeats_another_and_one_that_never_matches_are_told_with_an_example()
    {
        var twice = (Level with { Policy = "FIRST" }).With("< 5 | 1", "< 5 | 1", "- | 2").Report().Findings;
        var never = (Level with { Policy = "FIRST" }).With("[5..3] | 1", "- | 2").Report().Findings;

        twice.Single(finding => finding.Kind == FindingKind.Duplicate).Problem.Message
            .ShouldContain("For example level");
        never.Single().Example.ShouldNotBeEmpty();
        never.Single().Problem.Message.ShouldContain("For example, level = ");
    }

    [Fact]
    public void A_cell_with_one_sign_too_many_is_called_a_wrong_cell() =>
        (Level with { Policy = "FIRST" }).With("> > 3 | 1", "- | 2").Report().Findings.Single().Problem.Message
            .ShouldBe("Rule 1 can never match: '> > 3' compares level with a range, where one value is wanted. "
                + "Correct the cell.");

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    public void A_rule_that_gives_no_result_is_found(string result)
    {
        var finding = Level.With($"< 5 | {result}", ">= 5 | 2").Report().Findings.Single();

        finding.Kind.ShouldBe(FindingKind.NoResult);
        finding.Rules.ShouldBe([1]);
        finding.Problem.Message.ShouldStartWith("Rule 1 gives no ");
        finding.Problem.Location.Field.ShouldBe("outputEntry.1");
    }

    [Fact]
    public void A_rule_whose_cell_nothing_passes_never_matches()
    {
        var finding = (Level with { Policy = "FIRST" }).With("[5..3] | 1", "- | 2").Report().Findings.Single();

        finding.Kind.ShouldBe(FindingKind.NeverMatches);
        finding.Problem.Location.Field.ShouldBe("inputEntry.1");
        finding.Problem.Message.ShouldContain("'[5..3]'");
    }

    [Fact]
    public void A_word_without_quotes_is_told_to_want_some()
    {
        var report = SampleTable.Over(("colour", "string")).With("red | 1").Report();

        report.Findings.Single().Problem.Message.ShouldBe(
            "Rule 1: 'red' for colour is not in quotes. If it is a text, write it in double quotes. "
                + "What depends on it is not looked at.");
    }

    [Theory]
    [InlineData("> limit")]
    [InlineData("modulo(?, 2) = 0")]
    [InlineData("< today()")]
    public void A_cell_that_is_no_comparison_with_a_fixed_value_leaves_the_table_unproven(string cell)
    {
        var table = SampleTable.Over(("level", "Any"), ("limit", "number")) with { Asked = ["level"] };

        var report = table.With($"{cell} | 1").Report();

        report.IsProven.ShouldBeFalse();
        report.Findings.Single().Kind.ShouldBe(FindingKind.NotProven);
        report.Findings.Single().Problem.Severity.ShouldBe(Severity.Hint);
    }

    [Fact]
    public void What_does_not_depend_on_an_unproven_cell_is_still_found()
    {
        var table = SampleTable.Over(("level", "number"), ("place", "string"))
            .With("< 2 | starts with(?, \"A\") | 1", "> 3 | - | 2", "> 4 | - | 2");

        var findings = table.Report().Findings;

        findings.Single(finding => finding.Kind == FindingKind.Gap).MissingRule.ShouldBe(["[2..3]", "-"]);
        findings.Single(finding => finding.Kind == FindingKind.Overlap).Rules.ShouldBe([2, 3]);
    }

    [Fact]
    public void Columns_that_ask_the_same_are_looked_at_together()
    {
        var table = SampleTable.Over(("level", "number")) with { Asked = ["level", "level"] };

        table.With("< 2 | - | 1", "- | >= 2 | 2").Report().Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Columns_calculated_from_one_input_are_only_warned_of()
    {
        var table = SampleTable.Over(("level", "number")) with { Asked = ["level", "level * 2"] };

        var overlap = table.With("< 2 | - | 1", "- | >= 4 | 1").Report().Findings
            .Single(finding => finding.Kind == FindingKind.Overlap);

        overlap.Problem.Severity.ShouldBe(Severity.Warning);
        overlap.Problem.Message.ShouldContain("calculated from the same input");
    }

    [Fact]
    public void A_column_decided_from_another_column_s_input_is_only_warned_of()
    {
        var read = Samanvay.Dmn.DecisionCompiler.Compile(Model.Definitions(
            Model.Input("level", "number"),
            Model.Decision("stage", Model.Literal("if level > 3 then \"high\" else \"low\""),
                Model.NeedsInput("level"), "string"),
            Model.Decision("d", """
                <decisionTable id="t"><input><inputExpression><text>level</text></inputExpression></input>
                  <input><inputExpression><text>stage</text></inputExpression></input><output/>
                  <rule><inputEntry><text>&lt; 2</text></inputEntry><inputEntry><text>-</text></inputEntry>
                    <outputEntry><text>1</text></outputEntry></rule>
                  <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>"high"</text></inputEntry>
                    <outputEntry><text>1</text></outputEntry></rule>
                </decisionTable>
                """, Model.NeedsInput("level") + Model.NeedsDecision("stage"))));

        var overlap = TableAnalysis.Of(read.Value!).Single().Findings
            .Single(finding => finding.Kind == FindingKind.Overlap);

        overlap.Problem.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void A_list_is_not_cut_but_a_dash_is_understood()
    {
        var table = SampleTable.Over(("readings", "tList"), ("level", "number")) with
        {
            Policy = "FIRST",
            Types = """
                <itemDefinition name="tList" isCollection="true"><typeRef>number</typeRef></itemDefinition>
                """,
        };

        var findings = table.With("list contains(?, 3) | - | 1", "- | < 5 | 2").Report().Findings;

        findings.Single().Kind.ShouldBe(FindingKind.NotProven);
        findings.Single().Problem.Location.Field.ShouldBe("inputEntry.1");
    }

    [Fact]
    public void A_table_to_which_no_value_may_come_has_only_rules_that_never_match()
    {
        const string types = """
            <itemDefinition name="tNone"><typeRef>number</typeRef><allowedValues><text>[5..3]</text></allowedValues>
            </itemDefinition>
            """;

        (SampleTable.Over(("x", "tNone")) with { Types = types }).With("- | 1").Report().Findings
            .Select(finding => finding.Kind).ShouldBe([FindingKind.NeverMatches]);
    }

    [Fact]
    public void A_table_without_rules_is_one_gap()
    {
        var gap = Level.Report().Findings.Single();

        gap.Problem.Message.ShouldBe("No rule matches, whatever comes. Add a rule, or a result for when none matches.");
        gap.MissingRule.ShouldBe(["-"]);
    }

    [Fact]
    public void A_finding_can_be_said_in_another_language() =>
        Level.With("< 2 | 1", "< 3 | 2").Report().Problems.Select(problem => problem.Said.Template).ShouldBe(
        [
            "No rule matches this: {0}. For example {1}. Add a rule for it, or a result for when none matches.",
            "Rules {0} and {1} match at once with different results, so that nothing comes out. For example {2}. Make "
                + "their conditions exclude each other, or give them one result.",
        ]);

    [Theory]
    [InlineData(2_000)]
    [InlineData(5_000)]
    public void A_table_beyond_any_size_is_said_to_be_too_large(int rules)
    {
        var table = Level.With([.. Enumerable.Range(0, rules).Select(rule => $"[{rule}..{rule + 1}) | 1")]);

        var report = table.Report();

        report.IsProven.ShouldBeFalse();
        report.Findings.ShouldContain(finding => finding.Problem.Message.Contains("too many cases"));
    }

    [Fact]
    public void Of_very_many_findings_the_first_are_shown()
    {
        var table = Level.With([.. Enumerable.Range(0, 100).Select(rule => $"> {rule} | 1")]);

        var report = table.Report();

        report.Findings.Length.ShouldBe(51);
        report.Findings[^1].Problem.Message.ShouldStartWith("There is more than these 50 findings.");
        report.IsProven.ShouldBeFalse();
    }

    [Fact]
    public void A_wide_table_is_looked_at_in_reasonable_time_or_said_to_be_too_large()
    {
        var inputs = Enumerable.Range(1, 12).Select(index => ($"x{index}", "number")).ToArray();
        var rules = Enumerable.Range(0, 60).Select(rule => string.Join(
            " | ", Enumerable.Range(0, 12).Select(column => $"> {(rule * 7 + column * 3) % 11}").Append("1")));

        var report = (SampleTable.Over(inputs) with { Policy = "ANY" }).With([.. rules]).Report();

        report.Findings.ShouldNotBeEmpty();
        report.Findings.Length.ShouldBeLessThan(100);
    }
}
