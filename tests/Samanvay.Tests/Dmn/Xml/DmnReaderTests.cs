using Samanvay.Dmn.Model;
using Samanvay.Dmn.Xml;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Xml;

public sealed class DmnReaderTests
{
    [Theory]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    public void Every_version_of_the_standard_is_read(string version)
    {
        var xml = Dmn.Model.Definitions(Dmn.Model.Decision("d", Dmn.Model.Literal("1")))
            .Replace(Dmn.Model.Namespace, version, StringComparison.Ordinal);

        var decision = DmnReader.Read(xml).Value!.Decisions.Single();

        decision.Name.ShouldBe("d");
        decision.Logic.ShouldBeOfType<LiteralExpression>().Text.ShouldBe("1");
    }

    [Theory]
    [InlineData("", "DMN001")]
    [InlineData("<definitions", "DMN001")]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"b\">]><definitions>&a;</definitions>", "DMN001")]
    [InlineData("<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><definitions/>", "DMN001")]
    [InlineData("<definitions/>", "DMN002")]
    [InlineData("<other xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>", "DMN002")]
    public void A_file_that_is_no_decision_model_is_a_problem(string xml, string code)
    {
        var read = DmnReader.Read(xml);

        read.Value.ShouldBeNull();
        read.Problems.Single().Code.ShouldBe(code);
    }

    [Fact]
    public void A_file_that_is_nested_without_end_is_a_problem()
    {
        var xml = Dmn.Model.Definitions(
            string.Concat(Enumerable.Repeat("<context>", 10_000)) + string.Concat(
                Enumerable.Repeat("</context>", 10_000)));

        DmnReader.Read(xml).Problems.Single().Code.ShouldBe("DMN001");
    }

    [Fact]
    public void A_rule_with_too_few_cells_is_a_problem()
    {
        var table = Dmn.Model.Table("", "x", "<output/><output/>", "- | 1");

        DmnReader.Read(Dmn.Model.Definitions(Dmn.Model.Decision("d", table))).Problems.Single().Code.ShouldBe("DMN007");
    }

    [Fact]
    public void An_unknown_hit_policy_is_a_problem()
    {
        var table = Dmn.Model.Table("hitPolicy=\"SOMEHOW\"", "x", "<output/>");

        DmnReader.Read(Dmn.Model.Definitions(Dmn.Model.Decision("d", table))).Problems.Single().Code.ShouldBe("DMN008");
    }
}
