using Samanvay.Dmn.Analysis;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Decisions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures.Decisions;

public sealed class DecisionChecksTests
{
    private readonly DecisionChecks _checks = new();

    [Fact]
    public void A_sound_table_with_passing_rows_has_nothing_against_it() =>
        _checks.Of(AlarmTable.Files()).ShouldBeEmpty();

    [Fact]
    public void Rules_of_a_unique_table_that_match_at_once_are_an_error_with_the_file_and_an_example()
    {
        var problem = _checks.Of(AlarmTable.Files(AlarmTable.Table(high: ">= 4"))).ShouldHaveSingleItem();

        problem.Severity.ShouldBe(Severity.Error);
        problem.Code.ShouldBe("DMN204");
        problem.Location.File.ShouldBe(AlarmTable.Path);
        problem.Message.ShouldContain("Rules 1 and 2 match at once");
        problem.Message.ShouldContain("Level = 4");
    }

    [Fact]
    public void A_gap_is_a_warning() =>
        _checks.Of(AlarmTable.Files(AlarmTable.Table(high: "> 5"))).ShouldHaveSingleItem().Severity
            .ShouldBe(Severity.Warning);

    [Fact]
    public void A_test_row_that_fails_is_an_error_that_names_it()
    {
        var problem = _checks.Of(AlarmTable.Files(AlarmTable.Table(expected: "\"green\""))).ShouldHaveSingleItem();

        problem.Severity.ShouldBe(Severity.Error);
        problem.Message.ShouldContain("High water");
    }

    [Fact]
    public void A_cell_that_can_not_fit_its_column_is_a_warning()
    {
        var problems = _checks.Of(AlarmTable.Files(AlarmTable.Table(high: "\"high\"")));

        problems.ShouldContain(problem => problem.Code == "FEEL010" && problem.Severity == Severity.Warning
            && problem.Location.ElementId == "high" && problem.Location.Field == "inputEntry.1");
        problems.ShouldNotContain(problem => problem.Code == "DMN206", "its type is what is wrong with it");
    }

    [Theory]
    [InlineData("foo(?)", "There is no function 'foo'. Check the name.")]
    [InlineData("unknownName > 1", "There is nothing called 'unknownName' here. Check the name.")]
    public void What_can_never_be_anything_but_null_is_an_error_that_says_where(string cell, string said)
    {
        var files = AlarmTable.Files(AlarmTable.Table(high: cell));
        var problem = _checks.Of(files).Single(problem => problem.Severity == Severity.Error
            && problem.Code.StartsWith("FEEL", StringComparison.Ordinal));

        problem.Message.ShouldBe($"Alarm: Rule 2, column “Level”: {said}");
        problem.Location.ElementId.ShouldBe("high");
        problem.Location.Field.ShouldBe("inputEntry.1");
    }

    [Fact]
    public void What_is_in_force_with_an_unknown_name_goes_on_with_a_warning()
    {
        var files = AlarmTable.Files(AlarmTable.Table(high: "foo(?)"));
        var built = ProcedureBuilder.Build(
            files, ParameterValues.None, ProcedureVersion.IdOf(files, ParameterValues.None));

        built.Problems.Single(problem => problem.Code == "FEEL004").Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void A_cell_that_can_not_be_read_is_told_with_its_rule_and_its_column()
    {
        var problem = _checks.Of(AlarmTable.Table(high: "> (")).Read.ShouldHaveSingleItem();

        problem.Message.ShouldStartWith("Alarm: Rule 2, column “Level”: ");
        problem.Location.Field.ShouldBe("inputEntry.1");
    }

    [Fact]
    public void A_test_that_finds_no_rule_beside_cells_that_can_not_be_read_says_so()
    {
        var review = _checks.Of(AlarmTable.Table(high: "> ("));

        review.Tests.Single().Problems.Single().Message.ShouldEndWith(
            "No rule of the table matches, but some of its rules can not be read. Correct their cells first.");
    }

    [Fact]
    public void The_same_content_is_looked_at_once() =>
        _checks.Of(AlarmTable.Table()).ShouldBeSameAs(_checks.Of(AlarmTable.Table()));

    [Fact]
    public void What_the_playbooks_bring_along_can_be_published()
    {
        var decisions = Directory.GetFiles(
            Path.Combine(RiverFlood.Root(), "templates"), "*.dmn", SearchOption.AllDirectories);

        decisions.ShouldNotBeEmpty();
        foreach (var file in decisions)
        {
            var review = _checks.Of(File.ReadAllText(file));
            review.Found.ShouldNotContain(problem => problem.Severity == Severity.Error, file);
            review.Tables.ShouldAllBe(table => table.Findings.All(finding => finding.Kind != FindingKind.Overlap));
        }
    }

    [Fact]
    public void A_file_that_can_not_be_read_has_no_model_and_says_why()
    {
        var review = _checks.Of("<no-dmn/>");

        review.Model.ShouldBeNull();
        review.Read.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
        _checks.Of(ProcedureFiles.Empty.With(AlarmTable.Path, "<no-dmn/>")).ShouldBeEmpty();
    }
}
