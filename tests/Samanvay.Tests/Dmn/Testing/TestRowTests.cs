using System.Collections.Immutable;
using System.Xml.Linq;
using System.Xml.Schema;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Testing;
using Samanvay.Dmn.Xml;
using Samanvay.Feel.Values;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Testing;

public sealed class TestRowTests
{
    private static readonly string Level = Dmn.Model.Definitions(
        Dmn.Model.Input("water level", "number"),
        Dmn.Model.Decision("stage",
            Dmn.Model.Table("", "water level", "<output/>", "< 2 | \"calm\"", ">= 2 | \"flood\""),
            Dmn.Model.NeedsInput("water level")),
        Dmn.Model.Decision("call out", Dmn.Model.Literal("if stage = \"flood\" then \"boats\" else \"none\""),
            Dmn.Model.NeedsDecision("stage")));

    private static TestRow Row(string expected, params (string Name, string Text)[] given) =>
        new("a case", [.. given.Select(input => new TestInput(input.Name, input.Text))], expected);

    [Fact]
    public void A_row_that_holds_passes_and_shows_the_rule_that_made_it()
    {
        var result = Run("d-stage", Row("\"flood\"", ("water level", "2.4"))).Single();

        result.Passed.ShouldBeTrue();
        result.Result!.MatchedRules.Single().Number.ShouldBe(2);
    }

    [Fact]
    public void A_row_that_does_not_hold_says_what_came_out_and_by_which_rule()
    {
        var result = Run("d-stage", Row("\"flood\"", ("water level", "1"))).Single();

        result.Passed.ShouldBeFalse();
        result.Result!.Value.ShouldBe(FeelValue.Of("calm"));
        result.Problems.Single().Code.ShouldBe("DMN221");
        result.Problems.Single().Message
            .ShouldBe("Test 'a case' wants \"flood\", but \"calm\" comes out, by rule 1.");
        result.Problems.Single().Location.ElementId.ShouldBe("d-stage");
    }

    [Fact]
    public void A_decision_that_is_given_is_not_asked() =>
        Run("d-call-out", Row("\"boats\"", ("stage", "\"flood\""))).Single().Passed.ShouldBeTrue();

    [Fact]
    public void What_is_not_given_is_asked() =>
        Run("d-call-out", Row("\"none\"", ("water level", "0"))).Single().Passed.ShouldBeTrue();

    [Theory]
    [InlineData("flood", "2", "DMN222")]
    [InlineData("\"flood\"", "2 +", "DMN222")]
    [InlineData("\"flood\"", "1 / 0", "DMN222")]
    public void A_value_that_is_none_is_a_problem_and_the_row_is_not_run(string expected, string given, string code)
    {
        var result = Run("d-stage", Row(expected, ("water level", given))).Single();

        result.Problems.Single().Code.ShouldBe(code);
        result.Result.ShouldBeNull();
    }

    [Fact]
    public void A_value_for_nothing_is_a_problem() =>
        Run("d-stage", Row("\"calm\"", ("water level", "1"), ("level", "1"))).Single().Problems.Single().Code
            .ShouldBe("DMN223");

    [Fact]
    public void A_missing_input_is_said_where_the_row_does_not_hold() =>
        Run("d-stage", Row("\"calm\"")).Single().Problems.Single().Message.ShouldContain("'water level' was not given");

    [Fact]
    public void A_row_may_name_its_moment()
    {
        var model = Dmn.Model.Definitions(Dmn.Model.Decision("d", Dmn.Model.Literal("today()")));
        var row = Row("date(\"2026-08-15\")") with { At = "2026-08-15T01:00:00+05:30" };

        Run(model, "d-d", row with { At = "2026-08-15T12:00:00+05:30" }).Single().Passed.ShouldBeTrue();
        Run(model, "d-d", row).Single().Passed.ShouldBeFalse();
        Run(model, "d-d", row with { At = "noon" }).Single().Problems.Single().Code.ShouldBe("DMN222");
    }

    [Fact]
    public void A_knowledge_model_is_tested_with_its_parameters()
    {
        const string knowledge = """
            <businessKnowledgeModel id="k" name="twice"><variable name="twice"/>
              <encapsulatedLogic><formalParameter name="n" typeRef="number"/>
                <literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic>
            </businessKnowledgeModel>
            """;

        Run(Dmn.Model.Definitions(knowledge), "k", Row("8", ("n", "4"))).Single().Passed.ShouldBeTrue();
    }

    [Fact]
    public void Rows_are_kept_in_the_file_and_come_back_as_they_were()
    {
        ImmutableArray<TestRow> rows =
        [
            Row("\"a < b\"", ("water level", "2.4")),
            Row("null") with { Name = "no < reading", At = "2026-08-15T12:00:00Z" },
        ];

        var read = Written(Level, "d-stage", [.. rows]);

        var kept = read.Decisions.Single(decision => decision.Id == "d-stage").TestRows;
        kept.Select(Shape).ShouldBe(rows.Select(Shape));
        DmnEdit.Of(read).SetTestRows("d-stage", []).Read().Value!.Decisions
            .ShouldAllBe(decision => decision.TestRows.IsEmpty);
    }

    [Fact]
    public void Written_rows_are_valid_by_the_schema()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(DmnNames.SopUri, Path.Combine(
            SharedFolder.Repository, "runtime", "Samanvay.Dmn", "Xml", "sop-decisions.xsd"));
        var rows = TestRowXml.Write([Row("1", ("a", "2")) with { At = "2026-08-15T12:00:00Z" }]);

        Should.NotThrow(() => new XDocument(rows).Validate(schemas, null));
    }

    [Theory]
    [InlineData("<sop:testRow><sop:expected>1</sop:expected></sop:testRow>")]
    [InlineData("<sop:testRow name=\"a\"/>")]
    [InlineData("<sop:testRow name=\"a\" when=\"now\"><sop:expected>1</sop:expected></sop:testRow>")]
    [InlineData("<sop:testRow name=\"a\"><sop:given>1</sop:given><sop:expected>1</sop:expected></sop:testRow>")]
    [InlineData("<sop:testRow name=\"a\"><sop:expects>1</sop:expects></sop:testRow>")]
    public void A_row_that_can_not_be_understood_is_a_problem(string row)
    {
        var rows = $"<sop:testRows xmlns:sop=\"urn:samanvay:sop:1\">{row}</sop:testRows>";
        var extension = $"<extensionElements>{rows}</extensionElements>";

        var read = DmnReader.Read(Dmn.Model.Definitions(Dmn.Model.Decision("d", extension + Dmn.Model.Literal("1"))));

        read.Problems.Single().Code.ShouldBe("DMN014");
    }

    private static string Shape(TestRow row) =>
        $"{row.Name} {row.At} {string.Join(", ", row.Given)} {row.Expected}";

    private static Definitions Written(string xml, string elementId, params TestRow[] rows)
    {
        var read = DmnEdit.Of(DmnReader.Read(xml).Value!).SetTestRows(elementId, rows).Read();
        read.Problems.ShouldBeEmpty();
        return read.Value!;
    }

    private static ImmutableArray<TestRowResult> Run(string elementId, TestRow row) => Run(Level, elementId, row);

    private static ImmutableArray<TestRowResult> Run(string xml, string elementId, TestRow row) => TestRowRunner.Run(
        DecisionCompiler.Compile(Written(xml, elementId, row)).Value!, Instant.FromUtc(2026, 7, 1, 4, 30),
        DateTimeZone.Utc);
}
