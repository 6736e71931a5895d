using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Designer.Pages.Decisions;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Xml;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Tests.Runtime.Procedures.Decisions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Decisions;

public sealed class DecisionPostTests
{
    private static readonly (string Name, string Value)[] AsItIs =
    [
        ("rules", "2"), ("rule.1", "low"), ("in.1.0", "< 5"), ("out.1.0", "\"green\""), ("rule.2", "high"),
        ("in.2.0", ">= 5"), ("out.2.0", "\"red\""), ("rows", "1"), ("row.0.name", "High water"), ("row.0.at", ""),
        ("row.0.input.0", "level"), ("row.0.given.0", "6"), ("row.0.expected", "\"red\""),
    ];

    [Fact]
    public void A_form_that_nothing_was_changed_in_leaves_the_file_as_it_is() =>
        Changed(AsItIs).ShouldBe(AlarmTable.Table());

    [Fact]
    public void A_changed_cell_is_written_and_everything_else_stays()
    {
        var text = Changed([.. AsItIs.Where(field => field.Name != "in.2.0"), ("in.2.0", ">= 7")]);

        TableOf(text).Rules[1].Inputs.ShouldBe([">= 7"]);
        text.ShouldContain("Kept by the flood cell.");
        DmnReader.Read(text).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Rules_that_were_added_on_the_page_come_with_it_and_those_taken_away_are_gone()
    {
        var added = Changed(
            [.. AsItIs, ("rule.3", "alarm-table-rule-3"), ("in.3.0", "null"), ("out.3.0", "\"grey\"")]);
        var dropped = Changed([.. AsItIs.Where(field => field.Name is not ("rule.2" or "in.2.0" or "out.2.0"))]);

        TableOf(added).Rules.Select(rule => rule.Outputs[0]).ShouldBe(["\"green\"", "\"red\"", "\"grey\""]);
        TableOf(dropped).Rules.Select(rule => rule.Outputs[0]).ShouldBe(["\"green\""]);
    }

    [Fact]
    public void What_the_page_does_not_show_stays_with_its_rule_when_one_above_is_taken_away()
    {
        var text = Changed(
        [
            ("rules", "1"), ("rule.1", "high"), ("in.1.0", ">= 7"), ("out.1.0", "\"red\""),
            .. AsItIs.Where(field => field.Name.StartsWith("row", StringComparison.Ordinal)),
        ]);

        var rule = TableOf(text).Rules.ShouldHaveSingleItem();
        rule.Id.ShouldBe("high");
        rule.Inputs.ShouldBe([">= 7"]);
    }

    [Fact]
    public void A_test_row_is_changed_and_removed()
    {
        var changed = Changed([.. AsItIs.Where(field => field.Name != "row.0.given.0"), ("row.0.given.0", "8")]);
        var removed = Changed([.. AsItIs.Where(field => !field.Name.StartsWith("row.", StringComparison.Ordinal))]);

        RowsOf(changed).ShouldHaveSingleItem().Given.ShouldBe([new TestInput("level", "8")]);
        RowsOf(removed).ShouldBeEmpty();
    }

    [Fact]
    public void A_gap_becomes_a_rule_and_an_example_becomes_a_test_row()
    {
        var text = AlarmTable.Table(high: "> 5");
        var findings = new DecisionChecks().Of(text).Tables[0].Findings;

        var rule = DecisionPost.Acted(text, DecisionOf(text), "rule:0", findings).ShouldNotBeNull();
        var row = DecisionPost.Acted(text, DecisionOf(text), "row:0", findings).ShouldNotBeNull();

        TableOf(rule).Rules[^1].Inputs.ShouldBe(["5"]);
        new DecisionChecks().Of(rule).Tables[0].Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.NoResult);
        RowsOf(row)[^1].Given.ShouldBe([new TestInput("level", "5")]);
    }

    [Fact]
    public void A_new_test_row_leaves_open_what_must_come_out_until_somebody_says_it()
    {
        var added = DecisionPost.Acted(AlarmTable.Table(), DecisionOf(AlarmTable.Table()), "add-row", [])
            .ShouldNotBeNull();
        var posted = Changed([.. AsItIs, ("row.1.name", "2"), ("row.1.expected", "")]);

        RowsOf(added)[^1].IsOpen.ShouldBeTrue();
        RowsOf(posted)[^1].IsOpen.ShouldBeTrue();
        new DecisionChecks().Of(added).Tests[^1].Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("check")]
    [InlineData("rule:7")]
    [InlineData("drop-rule:9")]
    [InlineData("drop-row:5")]
    [InlineData("row:x")]
    public void A_button_that_means_nothing_here_changes_nothing(string act) =>
        DecisionPost.Acted(AlarmTable.Table(), DecisionOf(AlarmTable.Table()), act, []).ShouldBeNull();

    private static string Changed(params (string Name, string Value)[] fields) => DecisionPost.Changed(
        AlarmTable.Table(), DecisionOf(AlarmTable.Table()), new PostedForm(new FormCollection(
            fields.ToDictionary(field => field.Name, field => new StringValues(field.Value), StringComparer.Ordinal))));

    private static Decision DecisionOf(string text) => DmnReader.Read(text).Value!.Decisions[0];

    private static DecisionTable TableOf(string text) => (DecisionTable)DecisionOf(text).Logic!;

    private static ImmutableArray<TestRow> RowsOf(string text) => DecisionOf(text).TestRows;
}
